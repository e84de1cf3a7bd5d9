import { useCallback, useEffect, useRef, useState } from "react";
import { isPassing } from "./problem";
import { retryDelayMs } from "./retry";

export interface Outgoing {
  /** The token of the task that it belongs to; it makes a repetition safe. */
  token: string;
  /** True while it waits for a connection, for the server or for signing in again. */
  isWaiting: boolean;
}

/**
 * Sends work in the background while the next task is on screen already.
 * What fails in passing is tried again until it arrives; a refusal ends the attempt and rejects.
 */
export function useOutgoing() {
  const [outgoing, setOutgoing] = useState<Outgoing[]>([]);
  const running = useRef(new Map<string, Promise<unknown>>());

  const send = useCallback(<Answer>(token: string, request: () => Promise<Answer>): Promise<Answer> => {
    const mark = (isWaiting: boolean) =>
      setOutgoing((all) => [...all.filter((one) => one.token !== token), { token, isWaiting }]);
    mark(false);
    const sending = untilAnswered(request, () => mark(true)).finally(() => {
      running.current.delete(token);
      setOutgoing((all) => all.filter((one) => one.token !== token));
    });
    running.current.set(token, sending);
    return sending;
  }, []);

  /** Resolves when nothing is under way any more, well or badly. */
  const settled = useCallback(() => Promise.allSettled(running.current.values()), []);

  useAskBeforeClosing(outgoing.length > 0);
  return { outgoing, send, settled };
}

async function untilAnswered<Answer>(request: () => Promise<Answer>, onWaiting: () => void): Promise<Answer> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await request();
    } catch (error) {
      if (!isPassing(error)) throw error;
      onWaiting();
      await pause(retryDelayMs(failures));
    }
  }
}

/** Ends early when the connection comes back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener("online", end);
  });
}

function useAskBeforeClosing(isUnderWay: boolean) {
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnderWay]);
}
