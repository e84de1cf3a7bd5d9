import { diffWordsWithSpace } from "diff";

export interface DiffPart {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Beyond this a comparison word by word is given up, so that the page stays quick. */
const LIMIT_MS = 300;

/** What changed from one text to another, word by word. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const parts = diffWordsWithSpace(before, after, { timeout: LIMIT_MS });
  if (parts === undefined) return [{ kind: "removed", text: before }, { kind: "added", text: after }];
  return parts.map(({ added, removed, value }) => ({ kind: added ? "added" : removed ? "removed" : "same", text: value }));
}
