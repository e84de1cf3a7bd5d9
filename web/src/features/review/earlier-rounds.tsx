import { Accordion, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { submissionQuery } from "@/api/queue";
import { feedbackQuery } from "@/api/review";
import type { Answers, Question } from "@/shared/task-form/document";
import { QuestionList } from "@/shared/task-form/question-list";
import { FindingCard } from "@/shared/ui/finding-card";
import { Loaded } from "@/shared/ui/loaded";
import { AnswerChanges } from "./answer-changes";

interface EarlierRoundsProps {
  /** The submission of the round before; it knows the one before itself. */
  submissionId: string;
  questions: Question[];
  /** The responses in the order in which the reviewer sees them. */
  shown: string[];
  /** What was sent in the round after it. */
  answersAfter: Answers;
}

/** What was sent before, and why it went back. */
export function EarlierRounds({ submissionId, questions, shown, answersAfter }: EarlierRoundsProps) {
  const { t } = useTranslation();
  const submission = useQuery(submissionQuery(submissionId));
  const feedback = useQuery(feedbackQuery(submissionId));
  return (
    <Loaded query={submission}>
      {({ round, answers, displayed, previous_id }) => (
        <>
          <AnswerChanges title={t("review.changedSince", { round })} questions={questions} displayed={shown} before={answers} after={answersAfter} />
          <Accordion chevronPosition="left">
            <Accordion.Item value={submissionId}>
              <Accordion.Control>{t("review.earlierRound", { round })}</Accordion.Control>
              <Accordion.Panel>
                <Stack gap="md">
                  <QuestionList questions={questions} answers={answers} displayed={displayed} readOnly />
                  <Loaded query={feedback}>{({ findings }) => findings.map((finding) => <FindingCard key={finding.id} finding={finding} />)}</Loaded>
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
          {previous_id !== null && <EarlierRounds submissionId={previous_id} questions={questions} shown={shown} answersAfter={answers} />}
        </>
      )}
    </Loaded>
  );
}
