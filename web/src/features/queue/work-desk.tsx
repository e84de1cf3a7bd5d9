import { Alert, Stack } from "@mantine/core";
import { useLayoutEffect, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useDraftRevision } from "@/api/draft-revision";
import type { Suppression } from "@/api/checks";
import type { Outgoing } from "@/api/outgoing";
import { isPassing } from "@/api/problem";
import type { Task } from "@/api/queue";
import { useLease } from "@/api/lease";
import { issuesOf, withoutEmpty } from "@/shared/task-form/answer-state";
import type { Answers, InterfaceDocument } from "@/shared/task-form/document";
import { focusQuestion, showQuestion } from "@/shared/task-form/focus";
import { ItemView } from "@/shared/task-form/item-view";
import { QuestionList } from "@/shared/task-form/question-list";
import { refusalsOf } from "@/shared/task-form/refusals";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { later } from "@/shared/ui/later";
import type { Segment } from "@/shared/work/active-time";
import { DeskLayout } from "@/shared/work/desk-layout";
import { focusGuideSearch } from "@/shared/work/guide-search";
import { useActiveTime } from "@/shared/work/use-active-time";
import { useDraft } from "@/shared/work/use-draft";
import { beginning } from "./beginning";
import { ReturnedNotice } from "./returned-notice";
import { keptAs } from "./sent";
import { useNotes } from "./use-notes";
import { WorkBar } from "./work-bar";
import { WorkKeys } from "./work-keys";

const DraftConflict = later(async () => (await import("@/shared/work/draft-conflict")).DraftConflict);
const SkipDialog = later(async () => (await import("./skip-dialog")).SkipDialog);

/** The lease is kept for this long after the last sign of life; then the slot may go to somebody else. */
const PRESENT_MS = 5 * 60_000;

interface WorkDeskProps {
  memberId: string;
  task: Task;
  document: InterfaceDocument;
  /** The guide; the rules that have notes now stand in it with their number. */
  guide: (noted: ReadonlyMap<string, number>) => ReactNode;
  outgoing: readonly Outgoing[];
  /** Why the server did not take these answers the last time; null before that. */
  refusal: unknown;
  onSubmit: (answers: Answers, segments: Segment[], reasons: Suppression[]) => void;
  onSkipped: () => void;
  onLeave: () => void;
  onUndo: (() => void) | null;
  isTakingBack: boolean;
}

export function WorkDesk(props: WorkDeskProps) {
  const { task, document, outgoing, refusal } = props;
  const { t } = useTranslation();
  const desk = useWorkDraft(props.memberId, task);
  const { draft, meter, revised } = desk;
  const lease = useLease(task, () => meter.isPresent(Date.now(), PRESENT_MS));
  const [isChecked, setChecked] = useState(false);
  const [isGuideOpen, setGuideOpen] = useState(false);
  const [isSkipping, setSkipping] = useState(false);
  const checks = useNotes(task, keptAs(props.memberId, task), draft);
  const issues = issuesOf(document.questions, draft.value);

  // With what is drawn: what is typed before the browser has painted belongs to this task.
  useLayoutEffect(() => {
    const first = document.questions[0];
    if (first !== undefined) focusQuestion(first);
  }, [document]);

  const answer = (key: string, value: unknown) => draft.change({ ...draft.now(), [key]: value });
  const submit = () => {
    if (revised.conflict !== null) return;
    setChecked(true);
    const answers = draft.now();
    const missing = issuesOf(document.questions, answers);
    const wrong = document.questions.find((question) => missing.has(question.key));
    if (wrong !== undefined) {
      showQuestion(wrong);
      return;
    }
    if (checks.hinder()) return;
    draft.hold();
    props.onSubmit(withoutEmpty(answers), meter.segments(Date.now()), checks.reasons);
  };
  const toggleGuide = () => setGuideOpen((open) => !open);
  const searchGuide = () => {
    flushSync(() => setGuideOpen(true));
    focusGuideSearch();
  };
  const actions = { submit, toggleGuide, searchGuide, leave: props.onLeave, skip: () => setSkipping(true), undo: props.onUndo, nextNote: checks.next, fixNote: checks.fix, canFixNote: checks.canFix, explainNote: checks.explain, canExplainNote: checks.canExplain, nameNote: checks.name, canNameNote: checks.canName };
  const showAnswers = (answers: Answers) => {
    const differing = document.questions.filter(({ key }) => isOther(draft.value[key], revised.conflict?.theirs[key]));
    return <QuestionList questions={differing} answers={answers} displayed={task.displayed} readOnly />;
  };
  return (
    <>
      <WorkKeys questions={document.questions} displayed={task.displayed} answers={draft.value} onAnswer={answer} actions={actions} />
      <DeskLayout
        task={task.token}
        title={t("nav.work")}
        bar={<WorkBar state={draft.state} meter={meter} outgoing={outgoing} isTakingBack={props.isTakingBack} isGuideOpen={isGuideOpen} actions={actions} />}
        guide={isGuideOpen ? props.guide(checks.noted) : null}
        guideLabel={t("guide.title")}
        item={<ItemView fields={document.fields} content={task.item.content} displayed={task.displayed} anchored={task.returned !== null} />}
        itemLabel={t("work.item")}
        form={
          <Stack gap="lg">
            {lease.isLost && <Alert color="yellow" title={t("work.leaseLost")} role="alert">{t("work.leaseLostText")}</Alert>}
            {task.returned !== null && (
              <ReturnedNotice submissionId={task.returned.submission_id} content={task.item.content} answers={draft.value} onAnswer={answer} />
            )}
            <QuestionList
              questions={document.questions}
              answers={draft.value}
              displayed={task.displayed}
              onAnswer={answer}
              issues={isChecked ? issues : undefined}
              notesOf={task.has_checks ? checks.listOf : undefined}
              refusals={refusalsOf(refusal, document.questions.map(({ key }) => key))}
            />
            {refusal !== null && <ErrorNotice error={refusal} title={t("work.notSent")} onRetry={submit} />}
          </Stack>
        }
        formLabel={t("work.form")}
      />
      {isSkipping && <SkipDialog task={task} onClose={() => setSkipping(false)} onSkipped={props.onSkipped} />}
      {revised.conflict !== null && (
        <DraftConflict
          mine={showAnswers(draft.value)}
          theirs={showAnswers(revised.conflict.theirs)}
          onMine={() => desk.settle(draft.value)}
          onTheirs={() => desk.settle(revised.conflict?.theirs ?? {})}
        />
      )}
    </>
  );
}

function isOther(mine: unknown, theirs: unknown): boolean {
  return JSON.stringify(mine ?? null) !== JSON.stringify(theirs ?? null);
}

/** The answers of a task as they stand, with the time spent on them. */
function useWorkDraft(memberId: string, task: Task) {
  const keepAs = keptAs(memberId, task);
  const [begin] = useState(() => beginning(task, keepAs));
  const meter = useActiveTime(begin.segments);
  const revised = useDraftRevision(task, begin.revision);
  const draft = useDraft<Answers>({
    keepAs,
    token: task.token,
    initial: begin.answers,
    unsaved: begin.unsaved,
    savedAt: begin.savedAt,
    save: (answers) => revised.save(withoutEmpty(answers)),
    isPassing,
    meter,
    revision: revised.revision,
  });
  const settle = (answers: Answers) => {
    if (revised.conflict !== null) revised.settle(revised.conflict);
    draft.change(answers);
  };
  return { draft, meter, revised, settle };
}
