import { useMutation } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import { hasStatus, isPassing, type Schemas } from "./problem";
import { retryDelayMs } from "./retry";

export type Verdict = Schemas["VerdictIn"];

export function useSendVerdict(slot_id: string) {
  return useMutation({
    mutationFn: (body: Verdict) =>
      answerOf(api.POST("/api/v1/slots/{slot_id}/verdict", { params: { path: { slot_id } }, body })),
    retry: (failures, error) => isPassing(error) && !hasStatus(error, 401) && failures < 5,
    retryDelay: retryDelayMs,
  });
}
