import type { Schemas } from "@/api/problem";
import type { Task } from "@/api/queue";
import type { Answers } from "@/shared/task-form/document";

/** A submission that was just sent, with what is needed to take it back. */
export interface Sent {
  submissionId: string;
  outcome: Schemas["SubmitOut"]["outcome"];
  task: Task;
  answers: Answers;
}
