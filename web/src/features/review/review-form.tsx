import { Alert, Divider, Stack, Textarea, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import type { Subject } from "@/api/queue";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { QuestionList } from "@/shared/task-form/question-list";
import { refusalsOf } from "@/shared/task-form/refusals";
import type { TextAnchor } from "@/shared/text/anchor";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { AnswerChanges } from "./answer-changes";
import { CheckedList } from "./checked-list";
import { EarlierRounds } from "./earlier-rounds";
import { FindingList } from "./finding-list";
import type { ReviewDraft, VerdictIssue, VerdictKind } from "./verdict";
import type { Checked } from "./use-checked";
import { VerdictChoice } from "./verdict-choice";

interface ReviewFormProps {
  subject: Subject;
  document: InterfaceDocument;
  checked: Checked;
  rules: Rule[];
  draft: ReviewDraft;
  onChange: (draft: ReviewDraft) => void;
  onVerdict: (verdict: VerdictKind) => void;
  selected: { anchor: TextAnchor | null; clear: () => void };
  issue: VerdictIssue | null;
  error: unknown;
  isLeaseLost: boolean;
}

export function ReviewForm(props: ReviewFormProps) {
  const { subject, document, rules, draft, onChange, selected, issue, error } = props;
  const { t } = useTranslation();
  const isFixing = draft.verdict === "fix";
  const answers = (isFixing ? draft.answers : null) ?? subject.answers;
  const fix = (key: string, value: unknown) => onChange({ ...draft, answers: { ...answers, [key]: value } });
  return (
    <Stack gap="lg">
      {props.isLeaseLost && (
        <Alert color="yellow" title={t("work.leaseLost")} role="alert">
          {t("review.leaseLostText")}
        </Alert>
      )}
      <Title order={2} size="h5">
        {t("review.answers")}
      </Title>
      <QuestionList
        questions={document.questions}
        answers={answers}
        displayed={subject.displayed}
        onAnswer={fix}
        readOnly={!isFixing}
        anchored
        refusals={refusalsOf(error, document.questions.map(({ key }) => key))}
      />
      <CheckedList checked={props.checked} failures={subject.check_report?.failures ?? []} rules={rules} />
      {subject.previous_id !== null && (
        <EarlierRounds submissionId={subject.previous_id} questions={document.questions} shown={subject.displayed} answersAfter={subject.answers} />
      )}
      <Divider />
      {isFixing && draft.answers !== null && (
        <AnswerChanges title={t("review.yourChanges")} questions={document.questions} displayed={subject.displayed} before={subject.answers} after={draft.answers} />
      )}
      <VerdictChoice verdict={draft.verdict} onVerdict={props.onVerdict} />
      <FindingList
        submissionId={subject.id}
        findings={draft.findings}
        rules={rules}
        selected={selected}
        onChange={(findings) => onChange({ ...draft, findings })}
      />
      <Textarea
        label={t("review.note")}
        value={draft.note}
        onChange={(event) => onChange({ ...draft, note: event.currentTarget.value })}
        rows={3}
        resize="vertical"
      />
      {issue !== null && (
        <Alert color="red" variant="light" role="alert">
          {t(`review.issue.${issue}`)}
        </Alert>
      )}
      {error !== null && <ErrorNotice error={error} title={t("review.notSent")} />}
    </Stack>
  );
}
