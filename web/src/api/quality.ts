import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

export const qualityQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["quality", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/quality", { params: { path: { project_id } } })),
    staleTime: 60_000,
  });

export type Coverage = Schemas["CoverageOut"];

export const guideCoverageQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["guides", project_id, "coverage"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/guide/coverage", { params: { path: { project_id } } })),
  });
