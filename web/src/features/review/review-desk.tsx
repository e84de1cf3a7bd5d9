import { useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import { useDraftRevision } from "@/api/draft-revision";
import type { Outgoing } from "@/api/outgoing";
import { isPassing } from "@/api/problem";
import type { Subject, Task } from "@/api/queue";
import type { Verdict } from "@/api/review";
import { useLease } from "@/api/lease";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { ItemView } from "@/shared/task-form/item-view";
import { later } from "@/shared/ui/later";
import { toIsoSegments } from "@/shared/work/active-time";
import { DeskLayout } from "@/shared/work/desk-layout";
import { focusGuideSearch } from "@/shared/work/guide-search";
import { keptAhead, keptDraft } from "@/shared/work/kept-drafts";
import { useActiveTime } from "@/shared/work/use-active-time";
import { useDraft } from "@/shared/work/use-draft";
import { DraftSummary } from "./draft-summary";
import { ReviewBar } from "./review-bar";
import { ReviewForm } from "./review-form";
import { ReviewKeys } from "./review-keys";
import { focusFirstText, focusLastFinding } from "./review-focus";
import { useChecked } from "./use-checked";
import { useReviewMarks } from "./use-review-marks";
import { useSelectedAnchor } from "./use-selected-anchor";
import { useWordMark } from "./use-word-mark";
import { citing, EMPTY_REVIEW, keptReviewAs, reviewDraftOf, verdictBody, verdictIssue, withPlace, withVerdict, type ReviewDraft, type VerdictKind } from "./verdict";

const DraftConflict = later(async () => (await import("@/shared/work/draft-conflict")).DraftConflict);

const PRESENT_MS = 5 * 60_000;

interface ReviewDeskProps {
  memberId: string;
  task: Task;
  subject: Subject;
  document: InterfaceDocument;
  rules: Rule[];
  guide: ReactNode;
  outgoing: readonly Outgoing[];
  /** Why the server did not take this verdict the last time; null before that. */
  refusal: unknown;
  onSubmit: (verdict: Verdict) => void;
  onLeave: () => void;
}

export function ReviewDesk(props: ReviewDeskProps) {
  const { task, subject, document, rules, outgoing } = props;
  const { t } = useTranslation();
  const { draft, meter, revised, settle } = useReviewDraft(props.memberId, task);
  const lease = useLease(task, () => meter.isPresent(Date.now(), PRESENT_MS));
  const selected = useSelectedAnchor(task.item.content, subject.answers);
  const mark = useWordMark();
  const checked = useChecked(task, subject);
  useReviewMarks(task, subject, draft.value, selected.anchor);
  const [isGuideOpen, setGuideOpen] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const issue = verdictIssue(draft.value);

  const submit = () => {
    setChecked(true);
    const review = draft.now();
    if (verdictIssue(review) !== null || revised.conflict !== null) return;
    draft.hold();
    props.onSubmit(verdictBody(review, task.token, toIsoSegments(meter.segments(Date.now()))));
  };
  const choose = (verdict: VerdictKind) => {
    setChecked(false);
    const before = draft.now();
    const chosen = withVerdict(before, verdict, selected.now(), checked.current === null ? null : citing(checked.current));
    // Drawn at once: what is typed next belongs into the text that has the focus then.
    flushSync(() => draft.change(chosen));
    if (chosen.findings !== before.findings) selected.clear();
    if (verdict === "fix") focusFirstText(document.questions);
  };
  const place = () => {
    const anchor = selected.now();
    if (anchor === null) return;
    flushSync(() => draft.change(withPlace(draft.now(), anchor)));
    selected.clear();
    focusLastFinding();
  };
  const toggleGuide = () => setGuideOpen((open) => !open);
  const searchGuide = () => {
    flushSync(() => setGuideOpen(true));
    focusGuideSearch();
  };
  return (
    <>
      <ReviewKeys onVerdict={choose} onSubmit={submit} onGuide={toggleGuide} onSearchGuide={searchGuide} onLeave={props.onLeave} mark={mark} onPlace={place} />
      <DeskLayout
        task={task.token}
        title={t("nav.review")}
        bar={
          <ReviewBar
            state={draft.state}
            meter={meter}
            round={subject.round}
            isGuideOpen={isGuideOpen}
            onGuide={toggleGuide}
            outgoing={outgoing}
            onSubmit={submit}
          />
        }
        guide={isGuideOpen ? props.guide : null}
        guideLabel={t("guide.title")}
        item={<ItemView fields={document.fields} content={task.item.content} displayed={subject.displayed} anchored />}
        itemLabel={t("work.item")}
        form={
          <ReviewForm
            subject={subject}
            document={document}
            checked={checked}
            rules={rules}
            draft={draft.value}
            onChange={draft.change}
            onVerdict={choose}
            selected={selected}
            issue={isChecked ? issue : null}
            error={props.refusal}
            isLeaseLost={lease.isLost}
          />
        }
        formLabel={t("review.form")}
      />
      {revised.conflict !== null && (
        <DraftConflict
          mine={<DraftSummary draft={draft.value} />}
          theirs={<DraftSummary draft={reviewDraftOf(revised.conflict.theirs) ?? EMPTY_REVIEW} />}
          onMine={() => settle(draft.value)}
          onTheirs={() => settle(reviewDraftOf(revised.conflict?.theirs) ?? EMPTY_REVIEW)}
        />
      )}
    </>
  );
}

/** The review of a task as it stands, with the time spent on it. */
function useReviewDraft(memberId: string, task: Task) {
  const keepAs = keptReviewAs(memberId, task);
  const [kept] = useState(() => ({ ahead: keptAhead<ReviewDraft>(keepAs, task), segments: keptDraft(keepAs)?.segments ?? [] }));
  const meter = useActiveTime(kept.segments);
  const revised = useDraftRevision(task, kept.ahead?.revision ?? task.draft?.revision ?? 0);
  const draft = useDraft<ReviewDraft>({
    keepAs,
    token: task.token,
    initial: kept.ahead?.value ?? reviewDraftOf(task.draft?.answers) ?? EMPTY_REVIEW,
    unsaved: kept.ahead?.unsaved === true,
    savedAt: kept.ahead?.at ?? (task.draft === null ? null : Date.parse(task.draft.saved_at)),
    save: (review) => revised.save({ ...review }),
    isPassing,
    meter,
    revision: revised.revision,
  });
  const settle = (review: ReviewDraft) => {
    if (revised.conflict !== null) revised.settle(revised.conflict);
    draft.change(review);
  };
  return { draft, meter, revised, settle };
}
