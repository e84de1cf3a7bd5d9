import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import { isPassing } from "@/api/problem";
import { saveDraft, type Subject, type Task } from "@/api/queue";
import { useSendVerdict } from "@/api/review";
import { useLease } from "@/api/task-feed";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { ItemView } from "@/shared/task-form/item-view";
import { toIsoSegments } from "@/shared/work/active-time";
import { DeskLayout } from "@/shared/work/desk-layout";
import { keptDraft } from "@/shared/work/kept-drafts";
import { useActiveTime } from "@/shared/work/use-active-time";
import { useDraft } from "@/shared/work/use-draft";
import { ReviewBar } from "./review-bar";
import { ReviewForm } from "./review-form";
import { ReviewKeys } from "./review-keys";
import { useSelectedAnchor } from "./use-selected-anchor";
import { EMPTY_REVIEW, reviewDraftOf, verdictBody, verdictIssue, withVerdict, type ReviewDraft, type VerdictKind } from "./verdict";

const PRESENT_MS = 5 * 60_000;

interface ReviewDeskProps {
  memberId: string;
  task: Task;
  subject: Subject;
  document: InterfaceDocument;
  rules: Rule[];
  guide: ReactNode;
  onSent: () => void;
  onLeave: () => void;
}

export function ReviewDesk({ memberId, task, subject, document, rules, guide, onSent, onLeave }: ReviewDeskProps) {
  const { t } = useTranslation();
  const keepAs = `${memberId}.${task.slot_id}.${task.round}`;
  const [kept] = useState(() => keptDraft<ReviewDraft>(keepAs));
  const meter = useActiveTime(kept?.segments ?? []);
  const lease = useLease(task, () => meter.isPresent(Date.now(), PRESENT_MS));
  const draft = useDraft<ReviewDraft>({
    keepAs,
    initial: kept?.unsaved === true ? kept.value : (reviewDraftOf(task.draft?.answers) ?? EMPTY_REVIEW),
    unsaved: kept?.unsaved === true,
    save: (review) => saveDraft(task, { ...review }),
    isPassing,
    meter,
  });
  const send = useSendVerdict(task.slot_id);
  const selected = useSelectedAnchor(task.item.content, subject.answers);
  const [isGuideOpen, setGuideOpen] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const issue = verdictIssue(draft.value);

  const submit = () => {
    setChecked(true);
    if (issue !== null || send.isPending) return;
    const onSuccess = () => {
      draft.finish();
      onSent();
    };
    const segments = toIsoSegments(meter.segments(Date.now()));
    send.mutate(verdictBody(draft.value, task.token, segments), { onSuccess });
  };
  const choose = (verdict: VerdictKind) => {
    setChecked(false);
    draft.change(withVerdict(draft.value, verdict, selected.anchor));
  };
  const toggleGuide = () => setGuideOpen((open) => !open);
  return (
    <>
      <ReviewKeys onVerdict={choose} onSubmit={submit} onGuide={toggleGuide} onLeave={onLeave} />
      <DeskLayout
        title={t("nav.review")}
        bar={
          <ReviewBar
            state={draft.state}
            meter={meter}
            round={subject.round}
            isGuideOpen={isGuideOpen}
            onGuide={toggleGuide}
            isSending={send.isPending}
            onSubmit={submit}
          />
        }
        guide={isGuideOpen ? guide : null}
        guideLabel={t("guide.title")}
        item={<ItemView fields={document.fields} content={task.item.content} displayed={subject.displayed} anchored />}
        itemLabel={t("work.item")}
        form={
          <ReviewForm
            subject={subject}
            document={document}
            rules={rules}
            draft={draft.value}
            onChange={draft.change}
            onVerdict={choose}
            selected={selected}
            issue={isChecked ? issue : null}
            error={send.error}
            isLeaseLost={lease.isLost}
          />
        }
        formLabel={t("review.form")}
      />
    </>
  );
}
