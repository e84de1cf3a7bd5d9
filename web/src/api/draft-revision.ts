import { useCallback, useRef, useState } from "react";
import { saveDraft, type Task } from "./queue";
import { staleDocument } from "./stale";

type Document = Record<string, unknown>;

/** Another window or device saved this draft meanwhile; nothing is overwritten until somebody has chosen. */
export interface DraftConflict {
  revision: number;
  theirs: Document;
}

/** Saves the draft of a task on top of the revision that was seen last, and stops when another one is there. */
export function useDraftRevision(task: Task, seen: number) {
  const revision = useRef(seen);
  const attempted = useRef<string | null>(null);
  const [conflict, setConflict] = useState<DraftConflict | null>(null);

  const save = useCallback(
    async (document: Document): Promise<void> => {
      const put = async () => {
        revision.current = (await saveDraft(task, document, revision.current)).revision;
      };
      try {
        await put();
      } catch (error) {
        const stale = staleDocument(error);
        if (stale === null) throw error;
        // Our own save whose answer was lost on the way is no conflict.
        if (sorted(stale.theirs) !== attempted.current) {
          setConflict({ revision: stale.revision, theirs: stale.theirs as Document });
          throw error;
        }
        revision.current = stale.revision;
        await put();
      } finally {
        attempted.current = sorted(document);
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
