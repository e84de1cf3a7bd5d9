import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { ActiveTimeMeter } from "./active-time";
import { DraftSaver, type DraftState } from "./draft-saver";
import { keepDraft } from "./kept-drafts";
import { onTryAgain } from "./try-again";

interface UseDraftOptions<Value> {
  /** Names the draft on this device: one person, one task. */
  keepAs: string;
  token: string;
  initial: Value;
  /** True when `initial` was kept here and the server does not have it yet. */
  unsaved: boolean;
  /** When the server got `initial`; null when there was nothing to save. */
  savedAt: number | null;
  save: (value: Value) => Promise<void>;
  isPassing: (error: unknown) => boolean;
  meter: ActiveTimeMeter;
  /** The server's revision that the value builds upon. */
  revision: () => number;
}

/** The value being worked on: kept on this device at each change, on the server after each pause. */
export function useDraft<Value>(options: UseDraftOptions<Value>) {
  const [value, setValue] = useState(options.initial);
  const present = useRef(options.initial);
  const [state, setState] = useState(() => firstState(options));
  const latest = useRef(options);
  const saver = useRef<DraftSaver<Value> | null>(null);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const keep = useCallback((kept: Value, isUnsaved: boolean) => {
    const { keepAs, token, meter, revision } = latest.current;
    keepDraft(keepAs, { value: kept, segments: meter.segments(Date.now()), unsaved: isUnsaved, revision: revision(), token, at: Date.now() });
  }, []);

  // From the moment in which the task is drawn: a key may be pressed before the browser has painted it.
  useLayoutEffect(() => {
    const { initial, unsaved } = latest.current;
    const current = new DraftSaver<Value>({
      save: (sending) => latest.current.save(sending),
      keep,
      isPassing: (error) => latest.current.isPassing(error),
      onState: setState,
    });
    saver.current = current;
    if (unsaved) current.change(initial);
    const callOff = onTryAgain(() => void current.flush());
    return () => {
      callOff();
      void current.flush().then(() => current.stop());
    };
  }, [keep]);

  const change = useCallback((next: Value) => {
    present.current = next;
    setValue(next);
    saver.current?.change(next);
  }, []);

  /** As it stands now, also what was typed before React has drawn it. */
  const now = useCallback(() => present.current, []);

  /** It is on its way: the server's draft is left alone, this device keeps it until the answer. */
  const hold = useCallback(() => {
    saver.current?.stop();
    keep(present.current, true);
  }, [keep]);

  return { value, state, change, now, hold };
}

function firstState({ unsaved, savedAt }: { unsaved: boolean; savedAt: number | null }): DraftState {
  if (unsaved) return { kind: "unsaved" };
  return savedAt === null ? { kind: "clean" } : { kind: "saved", at: savedAt };
}
