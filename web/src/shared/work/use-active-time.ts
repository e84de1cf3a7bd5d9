import { useEffect, useState } from "react";
import { ActiveTimeMeter, type Segment } from "./active-time";

const SIGNS_OF_LIFE = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;

/** A meter that lives as long as the task is on screen. */
export function useActiveTime(before: Segment[]): ActiveTimeMeter {
  const [meter] = useState(() => new ActiveTimeMeter(before));
  useEffect(() => {
    const input = () => meter.input(Date.now());
    const visibility = () => (document.hidden ? meter.hide(Date.now()) : meter.show(Date.now()));
    visibility();
    for (const name of SIGNS_OF_LIFE) window.addEventListener(name, input, { passive: true });
    document.addEventListener("visibilitychange", visibility);
    return () => {
      for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, input);
      document.removeEventListener("visibilitychange", visibility);
    };
  }, [meter]);
  return meter;
}
