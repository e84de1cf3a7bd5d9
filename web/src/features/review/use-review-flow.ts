import { useCallback } from "react";
import { outbox, useOutgoing } from "@/api/outgoing";
import type { Task } from "@/api/queue";
import { sendVerdict, type Verdict } from "@/api/review";
import { useTaskFeed } from "@/api/use-task-feed";
import { dropLater, keptDraft } from "@/shared/work/kept-drafts";
import { keptReviewAs } from "./verdict";

/** Sends verdicts in the background while the next review is on screen already. */
export function useReviewFlow(projectId: string, memberId: string, begun?: string) {
  const isTouched = useCallback((task: Task) => keptDraft(keptReviewAs(memberId, task)) !== null, [memberId]);
  const { feed, desk } = useTaskFeed(projectId, "review", begun, isTouched);
  const outgoing = useOutgoing(memberId, "review");

  const submit = (task: Task, verdict: Verdict) => {
    if (!feed.has(task)) return;
    const dropSent = dropLater(keptReviewAs(memberId, task));
    // What is refused the outbox keeps, and why.
    void outbox.send(memberId, task, () => sendVerdict(task.slot_id, verdict)).then(dropSent, () => undefined);
    feed.leave(task);
  };
  return { feed, desk, outgoing, submit };
}
