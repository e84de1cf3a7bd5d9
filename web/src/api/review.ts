import { queryOptions, useMutation } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import { hasStatus, isPassing, type Schemas } from "./problem";
import { retryDelayMs } from "./retry";

export type Verdict = Schemas["VerdictIn"];

/** What reviewers said about a submission. */
export const feedbackQuery = (submission_id: string) =>
  queryOptions({
    queryKey: ["feedback", submission_id],
    queryFn: () =>
      answerOf(api.GET("/api/v1/submissions/{submission_id}/feedback", { params: { path: { submission_id } } })),
  });

export function useSendVerdict(slot_id: string) {
  return useMutation({
    mutationFn: (body: Verdict) =>
      answerOf(api.POST("/api/v1/slots/{slot_id}/verdict", { params: { path: { slot_id } }, body })),
    retry: (failures, error) => isPassing(error) && !hasStatus(error, 401) && failures < 5,
    retryDelay: retryDelayMs,
  });
}
