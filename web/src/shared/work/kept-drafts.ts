import type { Segment } from "./active-time";

const PREFIX = "copydesk.draft.";

/** A draft on this device: survives a reload, a crash of the server and a lost connection. */
export interface KeptDraft<Value> {
  value: Value;
  segments: Segment[];
  /** False once the server has acknowledged this very value. */
  unsaved: boolean;
  /** The server's revision that it builds upon. */
  revision: number;
  at: number;
}

export function keepDraft<Value>(key: string, draft: KeptDraft<Value>): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the server's copy remains the only one, and its state is on screen.
  }
}

export function keptDraft<Value>(key: string): KeptDraft<Value> | null {
  const text = localStorage.getItem(PREFIX + key);
  if (text === null) return null;
  try {
    return JSON.parse(text) as KeptDraft<Value>;
  } catch {
    return null;
  }
}

export function dropDraft(key: string): void {
  localStorage.removeItem(PREFIX + key);
}
