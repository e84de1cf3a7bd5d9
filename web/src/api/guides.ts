import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

/** What the screens show of a rule. */
export type Rule = Pick<Schemas["RuleOut"], "key" | "kind" | "title" | "body" | "level" | "position" | "parent_key" | "severity">;

const path = (project_id: string) => ({ params: { path: { project_id } } });

export const guideQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["guides", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/guide", path(project_id))),
  });

export const guideVersionsQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["guides", project_id, "versions"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/guide/versions", path(project_id))),
  });

export const guideVersionQuery = (version_id: string) =>
  queryOptions({
    queryKey: ["guide-version", version_id],
    queryFn: () => answerOf(api.GET("/api/v1/guide-versions/{version_id}", { params: { path: { version_id } } })),
    staleTime: Infinity,
  });

export function useSaveGuide(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, revision }: { source: string; revision: number }) =>
      answerOf(
        api.PUT("/api/v1/projects/{project_id}/guide", {
          params: { path: { project_id }, header: { "if-match": String(revision) } },
          body: { source },
        }),
      ),
    onSuccess: (guide) => client.setQueryData(guideQuery(project_id).queryKey, guide),
  });
}

export function usePublishGuide(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: string) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/guide/publish", { ...path(project_id), body: { note } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["guides", project_id] }),
  });
}
