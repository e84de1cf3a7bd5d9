import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

export type Verdict = Schemas["VerdictIn"];

/** What reviewers said about a submission. */
export const feedbackQuery = (submission_id: string) =>
  queryOptions({
    queryKey: ["feedback", submission_id],
    queryFn: () =>
      answerOf(api.GET("/api/v1/submissions/{submission_id}/feedback", { params: { path: { submission_id } } })),
  });

/** The token of the claim makes a repetition safe: it gives the same review. */
export function sendVerdict(slot_id: string, body: Verdict) {
  return answerOf(api.POST("/api/v1/slots/{slot_id}/verdict", { params: { path: { slot_id } }, body }));
}

export type Finding = Schemas["FindingOut"];

/** The author marks a finding as done, or opens it again. */
export function useMarkFinding(submission_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ finding_id, state }: { finding_id: string; state: "open" | "fixed" }) =>
      answerOf(api.PATCH("/api/v1/findings/{finding_id}", { params: { path: { finding_id } }, body: { state } })),
    onSuccess: () => client.invalidateQueries(feedbackQuery(submission_id)),
  });
}
