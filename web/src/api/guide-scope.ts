import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Rule } from "./guides";
import type { Schemas } from "./problem";

/** What a rule is for, or what is known of a piece of work; an empty part says nothing. */
export type About = Schemas["AboutOut"];
export const ABOUT_PARTS = ["tasks", "languages", "domains", "questions"] as const;
export type AboutPart = (typeof ABOUT_PARTS)[number];

export type ScopedRule = Rule & { scope: About };

export const NOTHING_KNOWN: About = { tasks: [], languages: [], domains: [], questions: [] };

/** Keys of the active rules of a version that concern a piece of work, and of the sections above them. The server decides. */
export const concerningQuery = (version_id: string, about: About) =>
  queryOptions({
    queryKey: ["guide-version", version_id, "concerning", about],
    queryFn: async () => {
      const { keys } = await answerOf(
        api.GET("/api/v1/guide-versions/{version_id}/concerning", { params: { path: { version_id }, query: about } }),
      );
      return new Set(keys);
    },
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

/** Only the parts that say something, as an address holds them. */
export function wordsOf(about: About): Partial<About> {
  return Object.fromEntries(ABOUT_PARTS.filter((part) => about[part].length > 0).map((part) => [part, about[part]]));
}
