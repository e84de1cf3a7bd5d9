import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Answers, Question } from "@/shared/task-form/document";
import { localText } from "@/shared/task-form/local-text";
import { useAnswerText } from "@/shared/task-form/use-answer-text";
import { TextDiff } from "@/shared/ui/text-diff";

interface AnswerChangesProps {
  title: string;
  questions: Question[];
  /** The responses in the order in which the reviewer sees them. */
  displayed: string[];
  before: Answers;
  after: Answers;
}

/** What differs between two versions of the answers, question by question. */
export function AnswerChanges({ title, questions, displayed, before, after }: AnswerChangesProps) {
  const { t, i18n } = useTranslation();
  const answerText = useAnswerText(displayed);
  const changed = questions
    .map((question) => ({ question, was: answerText(question, before[question.key]), is: answerText(question, after[question.key]) }))
    .filter(({ was, is }) => was !== is);
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {changed.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("review.unchanged")}
        </Text>
      )}
      {changed.map(({ question, was, is }) => (
        <div key={question.key}>
          <Text size="xs" c="dimmed">
            {localText(question.label, i18n.language)}
          </Text>
          <TextDiff before={was} after={is} />
        </div>
      ))}
    </Stack>
  );
}
