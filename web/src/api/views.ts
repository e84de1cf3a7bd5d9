import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, done } from "./client";
import type { Schemas } from "./problem";

export type SavedView = Schemas["ViewOut"];

export const viewsQuery = (project_id: string, page: string) =>
  queryOptions({
    queryKey: ["views", project_id, page],
    queryFn: () =>
      answerOf(api.GET("/api/v1/projects/{project_id}/views", { params: { path: { project_id }, query: { page } } })),
  });

export function useSaveView(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ViewCreate"]) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/views", { params: { path: { project_id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["views", project_id] }),
  });
}

export function useDeleteView(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view_id: string) => done(api.DELETE("/api/v1/views/{view_id}", { params: { path: { view_id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["views", project_id] }),
  });
}
