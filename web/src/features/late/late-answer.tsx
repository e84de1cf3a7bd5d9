import { Button, Group, Paper, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { interfaceVersionQuery } from "@/api/interfaces";
import { useDecideLate, type LateAnswer } from "@/api/late";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { QuestionList } from "@/shared/task-form/question-list";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { TextLink } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";

interface LateAnswerCardProps {
  answer: LateAnswer;
  /** Who wrote it, as far as the reader may know. */
  author: string;
}

/** An answer that came after its place was taken, and the decision about it. */
export function LateAnswerCard({ answer, author }: LateAnswerCardProps) {
  const { t } = useTranslation();
  const decide = useDecideLate(answer.project_id);
  const version = useQuery(interfaceVersionQuery(answer.interface_version_id));
  const name = t("late.item", { name: answer.item_id });
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Group justify="space-between" mb="sm">
        <Group gap="sm">
          <TextLink underline="always" to="/projects/$projectId/items" params={{ projectId: answer.project_id }} search={{ item: answer.item_id }}>
            {name}
          </TextLink>
          <Text size="sm" c="dimmed">
            {t("late.by", { name: author })}, <DateTime iso={answer.submitted_at} />
          </Text>
        </Group>
        <Group gap="xs">
          <Button size="xs" loading={decide.isPending} onClick={() => decide.mutate({ submission_id: answer.id, admit: true })}>
            {t("late.admit")}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={decide.isPending}
            onClick={() => decide.mutate({ submission_id: answer.id, admit: false })}
          >
            {t("late.refuse")}
          </Button>
        </Group>
      </Group>
      {decide.error !== null && <ErrorNotice error={decide.error} title={t("late.failed")} />}
      <Loaded query={version}>
        {({ document }) => (
          <QuestionList
            questions={(document as unknown as InterfaceDocument).questions}
            answers={answer.answers}
            displayed={answer.displayed}
            readOnly
          />
        )}
      </Loaded>
    </Paper>
  );
}
