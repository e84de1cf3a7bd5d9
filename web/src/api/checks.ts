import { answerOf, api } from "./client";
import type { Schemas } from "./problem";
import type { Task } from "./queue";

export type CheckPart = Schemas["CheckOut"]["part"];
export type Suppression = Schemas["SuppressionIn"];
export type CheckReport = Schemas["CheckOut"];

/** What the checks of the task's guide say about the written answers as they stand now. */
export function checkAnswers({ slot_id, token }: Task, answers: Record<string, unknown>, part: CheckPart, signal: AbortSignal): Promise<CheckReport> {
  return answerOf(
    api.POST("/api/v1/slots/{slot_id}/check", { params: { path: { slot_id } }, body: { token, answers, part }, signal }),
  );
}
