import { infiniteQueryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";

const PAGE = 50;

export const itemsQuery = (project_id: string) =>
  infiniteQueryOptions({
    queryKey: ["items", project_id],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/items", {
          params: { path: { project_id }, query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
