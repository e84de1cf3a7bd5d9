import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AskedQuestion } from "@/api/guides";

/** A question's own name in a set of answers. */
export const nameOf = (question: AskedQuestion) => `${question.version_id} ${String(question.index)}`;

interface ChangeQuestionsProps {
  questions: AskedQuestion[];
  choices: Record<string, number>;
  /** Names of questions that were answered wrongly the last time. */
  wrong: string[];
  onChoose: (name: string, choice: number) => void;
}

/** The quick questions that a lead attached to a change. */
export function ChangeQuestions({ questions, choices, wrong, onChoose }: ChangeQuestionsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      {questions.map((question) => {
        const name = nameOf(question);
        const chosen = choices[name];
        return (
          <Radio.Group
            key={name}
            label={question.text}
            value={chosen === undefined ? "" : String(chosen)}
            onChange={(value) => onChoose(name, Number(value))}
            error={wrong.includes(name) ? t("guideChange.wrong") : undefined}
          >
            <Stack gap="xs" mt="xs">
              {question.choices.map((choice, index) => (
                <Radio key={choice} value={String(index)} label={choice} />
              ))}
            </Stack>
          </Radio.Group>
        );
      })}
    </Stack>
  );
}
