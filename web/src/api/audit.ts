import { infiniteQueryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

export type AuditEvent = Schemas["EventOut"];

const PAGE = 50;

export const eventsQuery = (project_id: string) =>
  infiniteQueryOptions({
    queryKey: ["audit", project_id],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/events", {
          params: { path: { project_id }, query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
