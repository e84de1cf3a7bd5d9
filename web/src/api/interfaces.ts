import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";

const path = (project_id: string) => ({ params: { path: { project_id } } });

export const interfaceQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["interfaces", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/interface", path(project_id))),
  });

export const interfaceVersionsQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["interfaces", project_id, "versions"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/interface/versions", path(project_id))),
  });

export const interfaceVersionQuery = (version_id: string) =>
  queryOptions({
    queryKey: ["interface-version", version_id],
    queryFn: () =>
      answerOf(api.GET("/api/v1/interface-versions/{version_id}", { params: { path: { version_id } } })),
    staleTime: Infinity,
  });

export function useSaveInterface(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, revision }: { source: string; revision: number }) =>
      answerOf(
        api.PUT("/api/v1/projects/{project_id}/interface", {
          params: { path: { project_id }, header: { "if-match": String(revision) } },
          body: { source },
        }),
      ),
    onSuccess: (saved) => client.setQueryData(interfaceQuery(project_id).queryKey, saved),
  });
}

export function usePublishInterface(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: string) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/interface/publish", { ...path(project_id), body: { note } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["interfaces", project_id] }),
  });
}
