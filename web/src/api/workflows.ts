import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";

export interface WorkflowDocument {
  annotate: { slots: number; lease_minutes: number; extra_answers: boolean };
  review: { enabled: boolean; lease_minutes: number };
}

const path = (project_id: string) => ({ params: { path: { project_id } } });

export const workflowQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["workflows", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/workflow", path(project_id))),
  });

export function useSaveWorkflow(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ document, revision }: { document: WorkflowDocument; revision: number }) =>
      answerOf(
        api.PUT("/api/v1/projects/{project_id}/workflow", {
          params: { path: { project_id }, header: { "if-match": String(revision) } },
          body: { document: { ...document } },
        }),
      ),
    onSuccess: (saved) => client.setQueryData(workflowQuery(project_id).queryKey, saved),
  });
}

export function usePublishWorkflow(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: string) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/workflow/publish", { ...path(project_id), body: { note } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["workflows", project_id] }),
  });
}
