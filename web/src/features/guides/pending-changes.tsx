import { Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAcknowledge, type PendingChanges as Pending } from "@/api/guides";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { KeyHint } from "@/shared/ui/key-hint";
import { useShortcuts } from "@/shared/ui/use-shortcuts";
import { ChangeQuestions, nameOf } from "./change-questions";
import { RuleChange } from "./rule-change";

interface PendingChangesProps {
  projectId: string;
  pending: Pending;
  onConfirmed: () => void;
}

/** The rules that changed since the reader last looked, before the next task. */
export function PendingChanges({ projectId, pending, onConfirmed }: PendingChangesProps) {
  const { t } = useTranslation();
  const acknowledge = useAcknowledge(projectId);
  const [choices, setChoices] = useState<Record<string, number>>({});
  const [isIncomplete, setIncomplete] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const wrong = acknowledge.data?.acknowledged_at === null ? acknowledge.data.wrong.map(nameOf) : [];

  const confirm = () => {
    const missing = pending.questions.some((question) => choices[nameOf(question)] === undefined);
    setIncomplete(missing);
    if (missing || acknowledge.isPending) return;
    const answers = pending.questions.map((question) => ({
      version_id: question.version_id,
      index: question.index,
      choice: choices[nameOf(question)] ?? 0,
    }));
    acknowledge.mutate(
      { version_id: pending.version_id, answers },
      { onSuccess: ({ acknowledged_at }) => acknowledged_at !== null && onConfirmed() },
    );
  };
  useShortcuts([{ keys: ["mod+Enter"], label: t("guideChange.confirm"), run: confirm, whileTyping: true }]);
  return (
    <Container size="md" py="lg">
      <Stack gap="lg">
        <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: "none" }}>
          {t("guideChange.mustRead")}
        </Title>
        <Text>{t("guideChange.mustReadText", { count: pending.changes.length, since: pending.since_number })}</Text>
        {pending.versions.map(({ id, number, note }) => note !== "" && <Text key={id}>{t("guideChange.note", { number, note })}</Text>)}
        {pending.changes.map((change) => (
          <RuleChange key={change.key} change={change} />
        ))}
        {pending.questions.length > 0 && (
          <>
            <Title order={2} size="h4">
              {t("guideChange.questions")}
            </Title>
            <ChangeQuestions
              questions={pending.questions}
              choices={choices}
              wrong={wrong}
              onChoose={(name, choice) => setChoices((before) => ({ ...before, [name]: choice }))}
            />
          </>
        )}
        {acknowledge.error !== null && <ErrorNotice error={acknowledge.error} title={t("guideChange.confirmFailed")} onRetry={confirm} />}
        <Group>
          <Button onClick={confirm} loading={acknowledge.isPending} rightSection={<KeyHint keys={["mod+Enter"]} />}>
            {t("guideChange.confirm")}
          </Button>
          {isIncomplete && (
            <Text c="var(--copydesk-warn)" role="alert">
              {t("guideChange.unanswered")}
            </Text>
          )}
        </Group>
      </Stack>
    </Container>
  );
}
