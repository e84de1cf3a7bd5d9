import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Answers, Question } from "@/shared/task-form/document";
import { localText } from "@/shared/task-form/local-text";
import { TextDiff } from "@/shared/ui/text-diff";

interface AnswerChangesProps {
  title: string;
  questions: Question[];
  before: Answers;
  after: Answers;
}

/** What differs between two versions of the answers, question by question. */
export function AnswerChanges({ title, questions, before, after }: AnswerChangesProps) {
  const { t, i18n } = useTranslation();
  const changed = questions.filter(({ key }) => shown(before[key]) !== shown(after[key]));
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
      {changed.map((question) => (
        <div key={question.key}>
          <Text size="xs" c="dimmed">
            {localText(question.label, i18n.language)}
          </Text>
          <TextDiff before={shown(before[question.key])} after={shown(after[question.key])} />
        </div>
      ))}
    </Stack>
  );
}

/** An answer as text; a choice reads as its stored value. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.join(", ") : JSON.stringify(value);
}
