import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

export type Overview = Schemas["OverviewOut"];

export const overviewQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["overview", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/overview", { params: { path: { project_id } } })),
  });
