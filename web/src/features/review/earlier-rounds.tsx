import { Accordion } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import type { Task } from "@/api/queue";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { QuestionList } from "@/shared/task-form/question-list";

interface EarlierRoundsProps {
  task: Task;
  document: InterfaceDocument;
  rules: Rule[];
}

/** What was sent before, and why it went back. */
export function EarlierRounds({ task, document }: EarlierRoundsProps) {
  const { t } = useTranslation();
  if (task.earlier.length === 0) return null;
  return (
    <Accordion multiple chevronPosition="left">
      {task.earlier.map((submission) => (
        <Accordion.Item key={submission.id} value={submission.id}>
          <Accordion.Control>{t("review.earlierRound", { round: submission.round })}</Accordion.Control>
          <Accordion.Panel>
            <QuestionList questions={document.questions} answers={submission.answers} displayed={submission.displayed} readOnly />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
