import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { feedbackQuery, useMarkFinding, type Finding } from "@/api/review";
import type { Answers } from "@/shared/task-form/document";
import { anchorRange } from "@/shared/text/anchor-range";
import type { TextPlace } from "@/shared/text/anchor";
import { atPointer } from "@/shared/text/pointer";
import { useMarkedAnchors } from "@/shared/text/use-marked-anchors";
import { FindingCard } from "@/shared/ui/finding-card";
import { Loaded } from "@/shared/ui/loaded";
import { PlainText } from "@/shared/ui/plain-text";
import { selectInAnswer, withSuggestion } from "./suggestion";

interface ReturnedNoticeProps {
  submissionId: string;
  content: unknown;
  answers: Answers;
  onAnswer: (key: string, value: unknown) => void;
}

const NONE: Finding[] = [];

/** Why the work came back: each finding with its rule, its place in the text, and a better text to take over. */
export function ReturnedNotice({ submissionId, content, answers, onAnswer }: ReturnedNoticeProps) {
  const { t } = useTranslation();
  const feedback = useQuery(feedbackQuery(submissionId));
  const findings = feedback.data?.findings ?? NONE;
  const anchors = useMemo(() => findings.flatMap(({ anchor, state }) => (anchor === null || state !== "open" ? [] : anchor)), [findings]);
  const textAt = useCallback(({ target, pointer }: TextPlace) => (target === "item" ? textIn(content, pointer) : null), [content]);
  useMarkedAnchors("finding", anchors, textAt);
  return (
    <Alert color="yellow" variant="light" title={t("returned.title")}>
      <Stack gap="sm">
        <Text size="sm">{t("returned.text")}</Text>
        <Loaded query={feedback}>
          {({ reviews }) => (
            <>
              {reviews.map((review) => review.note !== "" && <PlainText key={review.id} text={review.note} />)}
              {findings.map(
                (finding) =>
                  finding.state !== "withdrawn" && (
                    <FindingCard key={finding.id} finding={finding}>
                      <FindingActions finding={finding} content={content} answers={answers} onAnswer={onAnswer} />
                    </FindingCard>
                  ),
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Alert>
  );
}

function FindingActions({ finding, content, answers, onAnswer }: Omit<ReturnedNoticeProps, "submissionId"> & { finding: Finding }) {
  const { t } = useTranslation();
  const mark = useMarkFinding(finding.submission_id);
  const { anchor } = finding;
  const better = withSuggestion(finding, answers);
  const isDone = finding.state === "fixed";
  const show = () => {
    if (anchor === null) return;
    if (anchor.target === "answers") selectInAnswer(anchor, answers);
    else anchorRange(anchor, textIn(content, anchor.pointer) ?? "")?.startContainer.parentElement?.scrollIntoView({ block: "center" });
  };
  const setDone = (done: boolean) => mark.mutate({ finding_id: finding.id, state: done ? "fixed" : "open" });
  return (
    <Group gap="xs" mt="xs">
      {anchor !== null && (
        <Button size="compact-xs" variant="default" onClick={show}>
          {t("returned.show")}
        </Button>
      )}
      {better !== null && !isDone && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            onAnswer(better.key, better.text);
            setDone(true);
          }}
        >
          {t("returned.apply")}
        </Button>
      )}
      <Button size="compact-xs" variant={isDone ? "light" : "default"} aria-pressed={isDone} loading={mark.isPending} onClick={() => setDone(!isDone)}>
        {t(isDone ? "returned.isDone" : "returned.markDone")}
      </Button>
      {mark.error !== null && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {t("returned.notMarked")}
        </Text>
      )}
    </Group>
  );
}

function textIn(content: unknown, pointer: string): string | null {
  const value = atPointer(content, pointer);
  return typeof value === "string" ? value : null;
}
