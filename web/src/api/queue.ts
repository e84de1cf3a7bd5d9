import { queryOptions, useMutation } from "@tanstack/react-query";
import { answerOf, api, done } from "./client";
import type { Schemas } from "./problem";

export type Task = Schemas["TaskOut"];
export type Stage = "annotate" | "review";
/** What is under review, without its author. */
export type Subject = Schemas["SubjectOut"];

/** Whoever hears nothing for this long asks again: a connection can be gone without a word. */
const PATIENCE_MS = 30_000;
export const soon = () => AbortSignal.timeout(PATIENCE_MS);

export const workQuery = queryOptions({
  queryKey: ["work"],
  queryFn: () => answerOf(api.GET("/api/v1/me/work")),
  refetchInterval: 15_000,
});

export const submissionQuery = (submission_id: string) =>
  queryOptions({
    queryKey: ["submission", submission_id],
    queryFn: () => answerOf(api.GET("/api/v1/submissions/{submission_id}", { params: { path: { submission_id } } })),
  });

/** Takes the next task. Held tasks come back first, so asking twice never takes two. */
export function claimNext(project_id: string, stage: Stage, reserve: boolean) {
  return answerOf(
    api.POST("/api/v1/projects/{project_id}/next", { params: { path: { project_id } }, body: { stage, reserve }, signal: soon() }),
  );
}

/** The task that was begun at this slot, and no other. */
export function resumeTask(slot_id: string) {
  return answerOf(api.POST("/api/v1/slots/{slot_id}/resume", { params: { path: { slot_id } }, signal: soon() }));
}

export function startTask({ slot_id, token }: Task) {
  return answerOf(api.POST("/api/v1/slots/{slot_id}/start", { params: { path: { slot_id } }, body: { token }, signal: soon() }));
}

export function beat({ slot_id, token }: Task) {
  return answerOf(api.POST("/api/v1/slots/{slot_id}/heartbeat", { params: { path: { slot_id } }, body: { token }, signal: soon() }));
}

/** `revision`: the one that was seen last; another one there is refused as stale. */
export function saveDraft({ slot_id, token }: Task, answers: Record<string, unknown>, revision: number) {
  return answerOf(
    api.PUT("/api/v1/slots/{slot_id}/draft", { params: { path: { slot_id } }, body: { token, answers, revision }, signal: soon() }),
  );
}

/** The task's token makes a repetition safe: it gives the same submission. */
export function submitAnswers(
  { slot_id, token }: Task,
  answers: Record<string, unknown>,
  active_segments: [string, string][],
  suppressions: Schemas["SuppressionIn"][],
) {
  return answerOf(
    api.POST("/api/v1/slots/{slot_id}/submit", { params: { path: { slot_id } }, body: { token, answers, active_segments, suppressions }, signal: soon() }),
  );
}

/** Of a task that only waited, unless another window has begun it. Reaches the server also while the page is being closed. */
export function releaseReserved({ slot_id, token }: Task): Promise<void> {
  return done(
    api.POST("/api/v1/slots/{slot_id}/release", {
      params: { path: { slot_id } },
      body: { token, only_reserved: true },
      keepalive: true,
    }),
  );
}

export function useSkip(task: Task) {
  return useMutation({
    mutationFn: (reason: string) =>
      done(
        api.POST("/api/v1/slots/{slot_id}/skip", {
          params: { path: { slot_id: task.slot_id } },
          body: { token: task.token, reason },
        }),
      ),
  });
}

export function useUndoSubmission() {
  return useMutation({
    mutationFn: (submission_id: string) =>
      answerOf(api.POST("/api/v1/submissions/{submission_id}/undo", { params: { path: { submission_id } } })),
  });
}
