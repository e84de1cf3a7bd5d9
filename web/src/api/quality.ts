import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";

export const qualityQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["quality", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/quality", { params: { path: { project_id } } })),
    staleTime: 60_000,
  });
