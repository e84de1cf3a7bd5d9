import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";

export type Home = Schemas["HomeOut"];
export type HomeProject = Schemas["HomeProjectOut"];
export type HomeDraft = Schemas["HomeDraftOut"];
export type SearchHit = Schemas["HitOut"];

/** What waits, what was begun, and what is new since the visit before. */
export const homeQuery = queryOptions({
  queryKey: ["home"],
  queryFn: () => answerOf(api.GET("/api/v1/me/home")),
  refetchInterval: 60_000,
});

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => answerOf(api.GET("/api/v1/search", { params: { query: { q } }, signal })),
    staleTime: 30_000,
  });
