import { useMemo, useSyncExternalStore } from "react";
import { pause } from "@/shared/work/try-again";
import { Watched } from "@/shared/work/watched";
import { isPassing } from "./problem";
import type { Stage, Task } from "./queue";
import { retryDelayMs } from "./retry";

/** Work that was sent and that the server has not confirmed. */
export type Outgoing = {
  task: Task;
  /** Who sent it: nobody else at this device sees it. */
  memberId: string;
} & (
  | { state: "sending" }
  /** For a connection, for the server, or for signing in again. */
  | { state: "waiting" }
  /** The server did not take it. It is kept until it is sent again or forgotten. */
  | { state: "refused"; error: unknown }
);

/**
 * Sends work in the background while the next task is on screen already, also when its page is left.
 * What fails in passing is tried again until it arrives.
 */
export class Outbox {
  readonly all = new Watched<readonly Outgoing[]>([]);

  /** Rejects when the server refuses it. */
  async send<Answer>(memberId: string, task: Task, request: () => Promise<Answer>): Promise<Answer> {
    this.put({ memberId, task, state: "sending" });
    for (let failures = 0; ; failures += 1) {
      try {
        const answer = await request();
        this.forget(task);
        return answer;
      } catch (error) {
        if (!isPassing(error)) {
          this.put({ memberId, task, state: "refused", error });
          throw error;
        }
        this.put({ memberId, task, state: "waiting" });
        await pause(retryDelayMs(failures));
      }
    }
  }

  forget({ token }: Task): void {
    this.change(this.all.get().filter((one) => one.task.token !== token));
  }

  private put(one: Outgoing): void {
    this.change([...this.all.get().filter(({ task }) => task.token !== one.task.token), one]);
  }

  private change(all: readonly Outgoing[]): void {
    if (all.some(isUnderWay)) window.addEventListener("beforeunload", askBeforeClosing);
    else window.removeEventListener("beforeunload", askBeforeClosing);
    this.all.set(all);
  }
}

function askBeforeClosing(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

export function isUnderWay({ state }: Outgoing): boolean {
  return state !== "refused";
}

/** One for the page: what is on its way survives going to another screen and back. */
export const outbox = new Outbox();

export function useOutgoing(memberId: string, stage: Stage): readonly Outgoing[] {
  const all = useSyncExternalStore(outbox.all.subscribe, outbox.all.get);
  return useMemo(() => all.filter((one) => one.memberId === memberId && one.task.stage === stage), [all, memberId, stage]);
}
