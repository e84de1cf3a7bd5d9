import { Alert, Stack } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isPassing } from "@/api/problem";
import { saveDraft, useSubmit, type Task } from "@/api/queue";
import { useLease } from "@/api/task-feed";
import { issuesOf, withoutEmpty } from "@/shared/task-form/answer-state";
import type { Answers, InterfaceDocument } from "@/shared/task-form/document";
import { focusQuestion } from "@/shared/task-form/focus";
import { ItemView } from "@/shared/task-form/item-view";
import { QuestionList } from "@/shared/task-form/question-list";
import { refusalsOf } from "@/shared/task-form/refusals";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { toIsoSegments } from "@/shared/work/active-time";
import { DeskLayout } from "@/shared/work/desk-layout";
import { keptDraft } from "@/shared/work/kept-drafts";
import { useActiveTime } from "@/shared/work/use-active-time";
import { useDraft } from "@/shared/work/use-draft";
import { beginning } from "./beginning";
import { ReturnedNotice } from "./returned-notice";
import { keptAs, type Sent } from "./sent";
import { SkipDialog } from "./skip-dialog";
import { WorkBar } from "./work-bar";
import { WorkKeys } from "./work-keys";

/** The lease is kept for this long after the last sign of life; then the slot may go to somebody else. */
const PRESENT_MS = 5 * 60_000;

interface WorkDeskProps {
  memberId: string;
  task: Task;
  document: InterfaceDocument;
  guide: ReactNode;
  onSent: (sent: Sent) => void;
  onSkipped: () => void;
  onLeave: () => void;
  onUndo: (() => void) | null;
}

export function WorkDesk({ memberId, task, document, guide, onSent, onSkipped, onLeave, onUndo }: WorkDeskProps) {
  const { t } = useTranslation();
  const keepAs = keptAs(memberId, task);
  const [begin] = useState(() => beginning(task, keptDraft<Answers>(keepAs)));
  const meter = useActiveTime(begin.segments);
  const lease = useLease(task, () => meter.isPresent(Date.now(), PRESENT_MS));
  const draft = useDraft<Answers>({
    keepAs,
    initial: begin.answers,
    unsaved: begin.unsaved,
    save: (answers) => saveDraft(task, withoutEmpty(answers)),
    isPassing,
    meter,
  });
  const send = useSubmit(task);
  const [isChecked, setChecked] = useState(false);
  const [isGuideOpen, setGuideOpen] = useState(false);
  const [isSkipping, setSkipping] = useState(false);
  const issues = issuesOf(document.questions, draft.value);

  useEffect(() => {
    const first = document.questions[0];
    if (first !== undefined) focusQuestion(first);
  }, [document]);

  const answer = (key: string, value: unknown) => draft.change({ ...draft.value, [key]: value });
  const submit = () => {
    if (send.isPending) return;
    setChecked(true);
    const wrong = document.questions.find((question) => issues.has(question.key));
    if (wrong !== undefined) {
      focusQuestion(wrong);
      return;
    }
    const answers = withoutEmpty(draft.value);
    const segments = meter.segments(Date.now());
    const onSuccess = ({ submission_id, outcome }: { submission_id: string; outcome: Sent["outcome"] }) => {
      draft.finish();
      onSent({ submissionId: submission_id, outcome, answers, segments });
    };
    send.mutate({ answers, segments: toIsoSegments(segments) }, { onSuccess });
  };
  const toggleGuide = () => setGuideOpen((open) => !open);
  const actions = { submit, toggleGuide, leave: onLeave, skip: () => setSkipping(true), undo: onUndo };
  return (
    <>
      <WorkKeys questions={document.questions} displayed={task.displayed} answers={draft.value} onAnswer={answer} actions={actions} />
      <DeskLayout
        title={t("nav.work")}
        bar={<WorkBar state={draft.state} meter={meter} isSending={send.isPending} isGuideOpen={isGuideOpen} actions={actions} />}
        guide={isGuideOpen ? guide : null}
        guideLabel={t("guide.title")}
        item={<ItemView fields={document.fields} content={task.item.content} displayed={task.displayed} />}
        itemLabel={t("work.item")}
        form={
          <Stack gap="lg">
            {lease.isLost && <Alert color="yellow" title={t("work.leaseLost")} role="alert">{t("work.leaseLostText")}</Alert>}
            {task.returned !== null && <ReturnedNotice submissionId={task.returned.submission_id} />}
            <QuestionList
              questions={document.questions}
              answers={draft.value}
              displayed={task.displayed}
              onAnswer={answer}
              issues={isChecked ? issues : undefined}
              refusals={refusalsOf(send.error, document.questions.map(({ key }) => key))}
            />
            {send.error !== null && <ErrorNotice error={send.error} title={t("work.notSent")} onRetry={submit} />}
          </Stack>
        }
        formLabel={t("work.form")}
      />
      {isSkipping && <SkipDialog task={task} onClose={() => setSkipping(false)} onSkipped={onSkipped} />}
    </>
  );
}
