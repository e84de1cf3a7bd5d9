import { useCallback, useEffect, useRef, useState } from "react";
import type { ActiveTimeMeter } from "./active-time";
import { DraftSaver, type DraftState } from "./draft-saver";
import { keepDraft } from "./kept-drafts";

interface UseDraftOptions<Value> {
  /** Names the draft on this device: one person, one task. */
  keepAs: string;
  initial: Value;
  /** True when `initial` was kept here and the server does not have it yet. */
  unsaved: boolean;
  save: (value: Value) => Promise<void>;
  isPassing: (error: unknown) => boolean;
  meter: ActiveTimeMeter;
  /** The server's revision that the value builds upon. */
  revision: () => number;
}

/** The value being worked on: kept on this device at each change, on the server after each pause. */
export function useDraft<Value>(options: UseDraftOptions<Value>) {
  const [value, setValue] = useState(options.initial);
  const [state, setState] = useState<DraftState>(options.unsaved ? { kind: "unsaved" } : { kind: "clean" });
  const latest = useRef(options);
  const saver = useRef<DraftSaver<Value> | null>(null);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    const { keepAs, initial, unsaved, meter } = latest.current;
    const keep = (kept: Value, isUnsaved: boolean) =>
      keepDraft(keepAs, {
        value: kept,
        segments: meter.segments(Date.now()),
        unsaved: isUnsaved,
        revision: latest.current.revision(),
        at: Date.now(),
      });
    const current = new DraftSaver<Value>({
      save: async (sending) => {
        await latest.current.save(sending);
        keep(sending, false);
      },
      keep: (kept) => keep(kept, true),
      isPassing: (error) => latest.current.isPassing(error),
      onState: setState,
    });
    saver.current = current;
    if (unsaved) current.change(initial);
    const online = () => void current.flush();
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("online", online);
      void current.flush().then(() => current.stop());
    };
  }, []);

  const change = useCallback((next: Value) => {
    setValue(next);
    saver.current?.change(next);
  }, []);

  /** It is on its way: the server's draft is left alone, this device keeps it until `dropDraft` after the answer. */
  const hold = useCallback((sending: Value) => {
    const { keepAs, meter, revision } = latest.current;
    saver.current?.stop();
    keepDraft(keepAs, { value: sending, segments: meter.segments(Date.now()), unsaved: true, revision: revision(), at: Date.now() });
  }, []);

  return { value, state, change, hold };
}
