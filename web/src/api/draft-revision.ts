import { useCallback, useRef, useState } from "react";
import { saveDraft, type Task } from "./queue";
import { staleDocument } from "./stale";

type Document = Record<string, unknown>;

/** Another window or device saved this draft meanwhile; nothing is overwritten until somebody has chosen. */
export interface DraftConflict {
  revision: number;
  theirs: Document;
}

/** By token: what this page tried to save since a save was confirmed, also before the task was put behind another one. */
const attempts = new Map<string, Set<string>>();
const KEPT_TOKENS = 8;

function setAttempts(token: string, documents: string[]): void {
  attempts.delete(token);
  attempts.set(token, new Set(documents));
  for (const [oldest] of [...attempts].slice(0, -KEPT_TOKENS)) attempts.delete(oldest);
}

/** Saves the draft of a task on top of the revision that was seen last, and stops when another one is there. */
export function useDraftRevision(task: Task, seen: number) {
  const revision = useRef(seen);
  const [conflict, setConflict] = useState<DraftConflict | null>(null);

  const save = useCallback(
    async (document: Document): Promise<void> => {
      const attempt = sorted(document);
      setAttempts(task.token, [...(attempts.get(task.token) ?? []), attempt]);
      const put = async () => {
        revision.current = (await saveDraft(task, document, revision.current)).revision;
        setAttempts(task.token, [attempt]);
      };
      try {
        await put();
      } catch (error) {
        const stale = staleDocument(error);
        if (stale === null) throw error;
        // Our own save whose answer was lost on the way, or has not come yet, is no conflict.
        if (attempts.get(task.token)?.has(sorted(stale.theirs)) !== true) {
          setConflict({ revision: stale.revision, theirs: stale.theirs as Document });
          throw error;
        }
        revision.current = stale.revision;
        await put();
      }
    },
    [task],
  );

  /** After the choice: the next save replaces what is there. */
  const settle = (chosen: DraftConflict) => {
    revision.current = chosen.revision;
    setConflict(null);
  };
  return { save, conflict, settle, revision: () => revision.current };
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
