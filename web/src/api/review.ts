import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";
import { soon } from "./queue";

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
  return answerOf(api.POST("/api/v1/slots/{slot_id}/verdict", { params: { path: { slot_id } }, body, signal: soon() }));
}

export type Finding = Schemas["FindingOut"];
export type LikelyRule = Schemas["LikelyRuleOut"];

/** Words that were selected in an answer; nothing selected has no pointer. */
interface SelectedWords {
  pointer: string;
  start: number;
  end: number;
}

/** The rules that a reviewer probably wants to cite for these words, the likeliest first. */
export const likelyRulesQuery = (submission_id: string, words: SelectedWords) =>
  queryOptions({
    queryKey: ["likely-rules", submission_id, words],
    queryFn: () =>
      answerOf(api.GET("/api/v1/submissions/{submission_id}/likely-rules", { params: { path: { submission_id }, query: { ...words, limit: 6 } } })),
    staleTime: 60_000,
  });

/** The author marks a finding as done, or opens it again; a reviewer settles what a check found. */
export function useMarkFinding(submission_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ finding_id, state }: { finding_id: string; state: Finding["state"] }) =>
      answerOf(api.PATCH("/api/v1/findings/{finding_id}", { params: { path: { finding_id } }, body: { state } })),
    onSuccess: () => client.invalidateQueries(feedbackQuery(submission_id)),
  });
}
