import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Suppression } from "@/api/checks";
import { useOutgoing } from "@/api/outgoing";
import { submitAnswers, useUndoSubmission, workQuery, type Task } from "@/api/queue";
import { useTaskFeed } from "@/api/task-feed";
import type { Answers } from "@/shared/task-form/document";
import { toIsoSegments, type Segment } from "@/shared/work/active-time";
import { dropDraft } from "@/shared/work/kept-drafts";
import { dropReasons } from "./kept-reasons";
import { keepReopened, keptAs, type Sent } from "./sent";

/** An answer that the server did not take. It is kept; its author decides when to look at it. */
export interface Refused {
  task: Task;
  error: unknown;
}

/** Submits in the background while the next task is on screen already, and takes the last submission back. */
export function useWorkFlow(projectId: string, memberId: string, begun?: string) {
  const client = useQueryClient();
  const feed = useTaskFeed(projectId, "annotate", begun);
  const outgoing = useOutgoing();
  const undo = useUndoSubmission();
  const [last, setLast] = useState<Sent | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [canUndo, setCanUndo] = useState(false);
  const newest = useRef<Promise<Sent | null>>(Promise.resolve(null));

  const submit = (task: Task, answers: Answers, segments: Segment[], reasons: Suppression[]) => {
    setRefused(null);
    const sending = outgoing
      .send(task.token, () => submitAnswers(task, answers, toIsoSegments(segments), reasons))
      .then(({ submission_id, outcome }): Sent => {
        dropDraft(keptAs(memberId, task));
        dropReasons(keptAs(memberId, task));
        void client.invalidateQueries(workQuery);
        return { submissionId: submission_id, outcome, answers, segments };
      });
    newest.current = sending.then(
      (sent) => {
        setLast(sent);
        return sent;
      },
      (error: unknown) => {
        setRefused({ task, error });
        setCanUndo(false);
        return null;
      },
    );
    setCanUndo(true);
    const wasTaken = newest.current;
    void feed.advance(async () => {
      await outgoing.settled();
      return (await wasTaken) !== null;
    });
  };

  const skipped = () => {
    setCanUndo(false);
    void feed.advance(async () => (await outgoing.settled()).every(({ status }) => status === "fulfilled"));
  };

  const takeBack = async () => {
    setCanUndo(false);
    const sent = await newest.current;
    if (sent === null) return;
    undo.mutate(sent.submissionId, {
      onSuccess: (task) => {
        setLast(null);
        keepReopened(sent, task, memberId);
        feed.putBack(task);
      },
      onError: () => setCanUndo(true),
    });
  };

  const reopen = ({ task }: Refused) => {
    setRefused(null);
    feed.putBack(task);
  };
  return {
    feed,
    outgoing: outgoing.outgoing,
    last,
    closeLast: () => setLast(null),
    refused,
    reopen,
    undoError: undo.error,
    takeBack: canUndo ? () => void takeBack() : null,
    submit,
    skipped,
  };
}
