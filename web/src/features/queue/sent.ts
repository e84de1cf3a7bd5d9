import type { Schemas } from "@/api/problem";
import type { Task } from "@/api/queue";
import type { Answers } from "@/shared/task-form/document";
import type { Segment } from "@/shared/work/active-time";
import { keepDraft } from "@/shared/work/kept-drafts";

/** A submission that was just sent, with what is needed to take it back. */
export interface Sent {
  submissionId: string;
  outcome: Schemas["SubmitOut"]["outcome"];
  answers: Answers;
  segments: Segment[];
}

/** Names what this device keeps of a task: one person, one slot, one round. */
export function keptAs(memberId: string, task: Task): string {
  return `${memberId}.${task.slot_id}.${task.round}`;
}

/** The time that was measured before a submission counts on when it is taken back; the answers come from the server. */
export function keepReopened(sent: Sent, task: Task, memberId: string): void {
  keepDraft(keptAs(memberId, task), {
    value: sent.answers,
    segments: sent.segments,
    unsaved: false,
    revision: task.draft?.revision ?? 0,
    token: task.token,
    at: Date.now(),
  });
}
