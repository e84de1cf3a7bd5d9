import { useEffect, useMemo, useSyncExternalStore } from "react";
import { onLiveChange } from "./live-changes";
import { isUnderWay, outbox } from "./outgoing";
import { hasStatus, type Schemas } from "./problem";
import { beat, claimNext, releaseReserved, resumeTask, startTask, type Stage, type Task } from "./queue";
import type { FeedServer, FeedView } from "./feed-types";
import { TaskFeed } from "./task-feed";

/**
 * The feed of a desk while its page is open. `begun`: the slot whose draft somebody wants to go on with; it comes before
 * all others.
 */
export function useTaskFeed(projectId: string, stage: Stage, begun: string | undefined, isTouched: (task: Task) => boolean): { feed: TaskFeed } & FeedView {
  const feed = useMemo(() => {
    const isClear = () => !outbox.all.get().some((one) => isUnderWay(one) && one.task.project_id === projectId && one.task.stage === stage);
    const isRefused = ({ token }: Task) => outbox.all.get().some((one) => !isUnderWay(one) && one.task.token === token);
    return new TaskFeed(serverOf(projectId, stage, begun), { isClear, isRefused, isTouched });
  }, [projectId, stage, begun, isTouched]);

  useEffect(() => {
    const open = () => feed.open();
    const close = () => feed.close();
    const look = () => feed.look();
    open();
    const callOff = [outbox.all.subscribe(look), onLiveChange(look)];
    window.addEventListener("pagehide", close);
    window.addEventListener("pageshow", open);
    document.addEventListener("visibilitychange", look);
    return () => {
      for (const end of callOff) end();
      window.removeEventListener("pagehide", close);
      window.removeEventListener("pageshow", open);
      document.removeEventListener("visibilitychange", look);
      close();
    };
  }, [feed]);
  return { feed, ...useSyncExternalStore(feed.view.subscribe, feed.view.get) };
}

function serverOf(projectId: string, stage: Stage, begun: string | undefined): FeedServer {
  let wanted = begun;
  const claim = async (): Promise<Schemas["NextOut"]> => {
    const task = wanted === undefined ? null : await resumedOrNone(wanted);
    wanted = undefined;
    return task === null ? claimNext(projectId, stage, false) : { task, reasons: [] };
  };
  return { claim, reserve: () => claimNext(projectId, stage, true), start: startTask, beat, release: releaseReserved };
}

/** What was begun may be sent or given up by now. */
async function resumedOrNone(slotId: string): Promise<Task | null> {
  try {
    return await resumeTask(slotId);
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
    return null;
  }
}
