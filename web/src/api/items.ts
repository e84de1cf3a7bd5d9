import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
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

export const hasItemsQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["items", project_id, "any"],
    queryFn: async () => {
      const params = { path: { project_id }, query: { limit: 1 } };
      return (await answerOf(api.GET("/api/v1/projects/{project_id}/items", { params }))).items.length > 0;
    },
  });

export const itemQuery = (item_id: string) =>
  queryOptions({
    queryKey: ["item", item_id],
    queryFn: () => answerOf(api.GET("/api/v1/items/{item_id}", { params: { path: { item_id } } })),
  });
