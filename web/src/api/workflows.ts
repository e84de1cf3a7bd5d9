import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

/** Every setting may be left out when it is sent; what the server answers has all of them. */
export interface WorkflowDocument {
  annotate: Required<Schemas["AnnotateStage"]>;
  review: Required<Schemas["ReviewStage"]>;
}

const path = (project_id: string) => ({ params: { path: { project_id } } });

export const workflowQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["workflows", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/workflow", path(project_id))),
  });

export const workflowVersionsQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["workflows", project_id, "versions"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/workflow/versions", path(project_id))),
  });

export function useSaveWorkflow(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ document, revision }: { document: WorkflowDocument; revision: number }) =>
      answerOf(
        api.PUT("/api/v1/projects/{project_id}/workflow", {
          params: { path: { project_id }, header: { "if-match": String(revision) } },
          body: { document },
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
