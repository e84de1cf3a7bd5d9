import type { Task } from "@/api/queue";
import type { Answers } from "@/shared/task-form/document";
import type { Segment } from "@/shared/work/active-time";
import { keptAhead, keptDraft } from "@/shared/work/kept-drafts";

export interface Beginning {
  answers: Answers;
  /** True when this device has something that the server never got. */
  unsaved: boolean;
  /** When the server got what stands here; null when there was nothing to save. */
  savedAt: number | null;
  segments: Segment[];
  /** The server's revision that the answers build upon; 0 when it has none. */
  revision: number;
}

/** What stands in the form when a task appears: what was typed here last, else the draft, else the answers that came back. */
export function beginning(task: Pick<Task, "token" | "draft" | "returned">, keepAs: string): Beginning {
  const segments = keptDraft<Answers>(keepAs)?.segments ?? [];
  const ahead = keptAhead<Answers>(keepAs, task);
  if (ahead !== null) return { answers: ahead.value, unsaved: ahead.unsaved, savedAt: ahead.at, segments, revision: ahead.revision };
  const savedAt = task.draft === null ? null : Date.parse(task.draft.saved_at);
  return { answers: task.draft?.answers ?? task.returned?.answers ?? {}, unsaved: false, savedAt, segments, revision: task.draft?.revision ?? 0 };
}
