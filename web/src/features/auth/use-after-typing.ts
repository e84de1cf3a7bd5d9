import { useEffect, useState } from "react";

const PAUSE_MS = 1_000;

/** `isWanted`, but not before a pause in typing: what would take the focus must not take half a sentence. */
export function useAfterTyping(isWanted: boolean): boolean {
  const [isPaused, setPaused] = useState(false);
  useEffect(() => {
    if (!isWanted) return undefined;
    const pause = () => setPaused(true);
    let timer = setTimeout(pause, PAUSE_MS);
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(pause, PAUSE_MS);
    };
    window.addEventListener("keydown", wait, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", wait, true);
      setPaused(false);
    };
  }, [isWanted]);
  return isWanted && isPaused;
}
