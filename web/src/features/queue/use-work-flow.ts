import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { Suppression } from "@/api/checks";
import { outbox, useOutgoing } from "@/api/outgoing";
import { submitAnswers, useUndoSubmission, workQuery, type Task } from "@/api/queue";
import { useTaskFeed } from "@/api/use-task-feed";
import type { Answers } from "@/shared/task-form/document";
import { toIsoSegments, type Segment } from "@/shared/work/active-time";
import { dropDraft, dropLater, keptDraft } from "@/shared/work/kept-drafts";
import { dropReasons } from "./kept-reasons";
import { keepReopened, keptAs, type Sent } from "./sent";

/** Submits in the background while the next task is on screen already, and takes the last submission back. */
export function useWorkFlow(projectId: string, memberId: string, begun?: string) {
  const client = useQueryClient();
  const isTouched = useCallback((task: Task) => keptDraft(keptAs(memberId, task)) !== null, [memberId]);
  const { feed, desk, next } = useTaskFeed(projectId, "annotate", begun, isTouched);
  const outgoing = useOutgoing(memberId, "annotate");
  const undo = useUndoSubmission();
  const [last, setLast] = useState<Sent | null>(null);
  const [undoing, setUndoing] = useState<"impossible" | "possible" | "underWay">("impossible");
  const newest = useRef<Promise<Sent | null>>(Promise.resolve(null));

  const submit = (task: Task, answers: Answers, segments: Segment[], reasons: Suppression[]) => {
    if (!feed.has(task)) return;
    const keepAs = keptAs(memberId, task);
    const dropSent = dropLater(keepAs);
    const sending = outbox
      .send(memberId, task, () => submitAnswers(task, answers, toIsoSegments(segments), reasons))
      .then(
        ({ submission_id, outcome }): Sent => {
          dropSent();
          dropReasons(keepAs);
          void client.invalidateQueries(workQuery);
          return { submissionId: submission_id, outcome, answers, segments };
        },
        // The outbox keeps it, and why.
        () => null,
      );
    newest.current = sending;
    setUndoing("possible");
    void sending.then((sent) => {
      if (newest.current !== sending) return;
      setLast(sent);
      if (sent === null) setUndoing("impossible");
    });
    feed.leave(task);
  };

  const skipped = (task: Task) => {
    setUndoing("impossible");
    dropDraft(keptAs(memberId, task));
    dropReasons(keptAs(memberId, task));
    feed.leave(task);
  };

  const takeBack = async () => {
    const taken = newest.current;
    const undone = () => setUndoing(newest.current === taken ? "impossible" : "possible");
    setUndoing("underWay");
    const sent = await taken;
    if (sent === null) {
      undone();
      return;
    }
    undo.mutate(sent.submissionId, {
      onSuccess: (task) => {
        setLast(null);
        undone();
        // Where its answer took long, the feed may have given it already.
        if (feed.has(task) || feed.wasLeft(task)) return;
        keepReopened(sent, task, memberId);
        feed.putBack(task);
      },
      onError: () => setUndoing("possible"),
    });
  };

  return {
    feed,
    desk,
    next,
    outgoing,
    last,
    closeLast: () => setLast(null),
    undoError: undo.error,
    isTakingBack: undoing === "underWay",
    takeBack: undoing === "possible" ? () => void takeBack() : null,
    submit,
    skipped,
  };
}
