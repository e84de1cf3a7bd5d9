import type { Schemas } from "@/api/problem";
import type { Task } from "@/api/queue";
import type { Answers } from "@/shared/task-form/document";
import type { Segment } from "@/shared/work/active-time";
import { keepDraft } from "@/shared/work/kept-drafts";

/** A submission that was just sent, with what is needed to take it back. */
export interface Sent {
  submissionId: string;
  outcome: Schemas["SubmitOut"]["outcome"];
  task: Task;
  answers: Answers;
  segments: Segment[];
}

/** Names what this device keeps of a task: one person, one slot, one round. */
export function keptAs(memberId: string, task: Task): string {
  return `${memberId}.${task.slot_id}.${task.round}`;
}

/** The task of a submission that was taken back, as it was just before it was sent, its measured time included. */
export function reopened(sent: Sent, task: Task | null, memberId: string): Task {
  const back = task ?? sent.task;
  keepDraft(keptAs(memberId, back), { value: sent.answers, segments: sent.segments, unsaved: false, at: Date.now() });
  return { ...back, draft: back.draft ?? { answers: sent.answers, revision: 0 } };
}
