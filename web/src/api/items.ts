import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";
import type { operations } from "./schema";

export type ItemLine = Schemas["ItemLineOut"];
export type ItemDetail = Schemas["ItemDetailOut"];
export type ItemFilter = NonNullable<operations["items_count"]["parameters"]["query"]>;
export type ItemTableQuery = NonNullable<operations["items_table"]["parameters"]["query"]>;

const PAGE = 50;

export const itemTableQuery = (project_id: string, query: ItemTableQuery) =>
  queryOptions({
    queryKey: ["items", project_id, "table", query],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/items/table", {
          params: { path: { project_id }, query: { limit: PAGE, ...query } },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const itemCountQuery = (project_id: string, query: ItemFilter) =>
  queryOptions({
    queryKey: ["items", project_id, "count", query],
    queryFn: () =>
      answerOf(api.GET("/api/v1/projects/{project_id}/items/count", { params: { path: { project_id }, query } })),
    placeholderData: keepPreviousData,
  });

export const itemDetailQuery = (item_id: string) =>
  queryOptions({
    queryKey: ["item", item_id, "detail"],
    queryFn: () => answerOf(api.GET("/api/v1/items/{item_id}/detail", { params: { path: { item_id } } })),
  });

export const batchesQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["items", project_id, "batches"],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/batches", { params: { path: { project_id }, query: { limit: 200 } } }),
      ),
  });

/** Any item, to show a draft of the task form with. */
export const exampleItemQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["items", project_id, "example"],
    queryFn: async () => {
      const params = { path: { project_id }, query: { limit: 1 } };
      const [first] = (await answerOf(api.GET("/api/v1/projects/{project_id}/items", { params }))).items;
      if (first === undefined) return null;
      return answerOf(api.GET("/api/v1/items/{item_id}", { params: { path: { item_id: first.id } } }));
    },
  });

export function useChangeItems(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ItemsBulk"]) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/items/bulk", { params: { path: { project_id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["items", project_id] }),
  });
}
