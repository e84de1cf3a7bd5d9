import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

export type LateAnswer = Schemas["SubmissionOut"];

export const lateAnswersQuery = (project_id: string) =>
  infiniteQueryOptions({
    queryKey: ["late", project_id],
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? {} : { cursor: pageParam };
      return answerOf(api.GET("/api/v1/projects/{project_id}/waiting", { params: { path: { project_id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function useDecideLate(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ submission_id, admit }: { submission_id: string; admit: boolean }) => {
      const at = { params: { path: { submission_id } } };
      if (admit) await api.POST("/api/v1/submissions/{submission_id}/admit", at);
      else await api.POST("/api/v1/submissions/{submission_id}/refuse", at);
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["late", project_id] }),
        client.invalidateQueries({ queryKey: ["overview", project_id] }),
      ]),
  });
}
