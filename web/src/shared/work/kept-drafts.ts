import type { Segment } from "./active-time";

const PREFIX = "copydesk.draft.";

/** A draft on this device: survives a reload, a crash of the server and a lost connection. */
export interface KeptDraft<Value> {
  value: Value;
  segments: Segment[];
  /** False once the server has acknowledged this very value. */
  unsaved: boolean;
  /** The server's revision that it builds upon, and the token of the claim that counts them. */
  revision: number;
  token: string;
  at: number;
}

/** As much of a task as decides whether what is kept here goes beyond what came with it. */
interface Given {
  token: string;
  draft: { revision: number } | null;
}

/** Where no room can be made, the server's copy remains the only one, and its state is on screen. */
export function keepDraft<Value>(key: string, draft: KeptDraft<Value>): void {
  const text = JSON.stringify(draft);
  let hasRoom = true;
  while (hasRoom && !isStored(PREFIX + key, text)) hasRoom = forgetOldest(key);
}

function isStored(name: string, text: string): boolean {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/** Of the other drafts the oldest that the server has; false when there is none. */
function forgetOldest(besides: string): boolean {
  const others = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? "")
    .filter((name) => name.startsWith(PREFIX) && name !== PREFIX + besides)
    .map((name) => name.slice(PREFIX.length));
  const saved = others.map((key) => ({ key, draft: keptDraft(key) })).filter(({ draft }) => draft?.unsaved === false);
  const [oldest] = saved.sort((one, other) => (one.draft?.at ?? 0) - (other.draft?.at ?? 0));
  if (oldest === undefined) return false;
  dropDraft(oldest.key);
  return true;
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

/** What was typed here last, where the server gave less: it never got it, or it was saved after the task was given. */
export function keptAhead<Value>(key: string, { token, draft }: Given): KeptDraft<Value> | null {
  const kept = keptDraft<Value>(key);
  const isAhead = kept?.unsaved === true || (kept?.token === token && kept.revision > (draft?.revision ?? 0));
  return isAhead ? kept : null;
}

/** Call it when the work is sent and the result when it has arrived: forgets the draft, unless another window wrote on meanwhile. */
export function dropLater(key: string): () => void {
  const sent = localStorage.getItem(PREFIX + key);
  return () => {
    if (localStorage.getItem(PREFIX + key) === sent) dropDraft(key);
  };
}

export function dropDraft(key: string): void {
  localStorage.removeItem(PREFIX + key);
}
