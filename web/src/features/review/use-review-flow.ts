import { useState } from "react";
import { useOutgoing } from "@/api/outgoing";
import type { Task } from "@/api/queue";
import { sendVerdict, type Verdict } from "@/api/review";
import { useTaskFeed } from "@/api/task-feed";
import { dropDraft } from "@/shared/work/kept-drafts";
import { keptReviewAs } from "./verdict";

/** A verdict that the server did not take. It is kept; its reviewer decides when to look at it. */
export interface RefusedVerdict {
  task: Task;
  error: unknown;
}

/** Sends verdicts in the background while the next review is on screen already. */
export function useReviewFlow(projectId: string, memberId: string, begun?: string) {
  const feed = useTaskFeed(projectId, "review", begun);
  const { outgoing, send, settled } = useOutgoing();
  const [refused, setRefused] = useState<RefusedVerdict | null>(null);

  const submit = (task: Task, verdict: Verdict) => {
    setRefused(null);
    const wasTaken = send(task.token, () => sendVerdict(task.slot_id, verdict)).then(
      () => {
        dropDraft(keptReviewAs(memberId, task));
        return true;
      },
      (error: unknown) => {
        setRefused({ task, error });
        return false;
      },
    );
    void feed.advance(async () => {
      await settled();
      return wasTaken;
    });
  };
  const reopen = ({ task }: RefusedVerdict) => {
    setRefused(null);
    feed.putBack(task);
  };
  return { feed, outgoing, refused, reopen, submit };
}
