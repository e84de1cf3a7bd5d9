import { infiniteQueryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

export type Activity = Schemas["ActivityOut"];

/** What the log is narrowed to. */
export interface ActivityFilter {
  member_id?: string;
  action?: string;
}

const PAGE = 50;

export const activityQuery = (project_id: string, filter: ActivityFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", project_id, filter],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/activity", {
          params: { path: { project_id }, query: { limit: PAGE, ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function activityUrl(projectId: string, kind: "csv" | "jsonl", filter: ActivityFilter): string {
  return `/api/v1/projects/${encodeURIComponent(projectId)}/activity/export/${kind}?${new URLSearchParams({ ...filter }).toString()}`;
}
