import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { About } from "./guide-scope";
import type { Severity } from "./guides";
import type { Schemas } from "./problem";

export type GuidePrompt = Schemas["GuidePromptOut"];
type PromptForm = "system" | "judge" | "rubric";

/** What of a version becomes a prompt. `budget_tokens` null: everything; empty lists limit nothing. */
export interface PromptWanted extends About {
  form: PromptForm;
  budget_tokens: number | null;
  with_examples: boolean;
  with_rationale: boolean;
  keys: string[];
  severities: Severity[];
}

export const guidePromptQuery = (version_id: string, query: PromptWanted) =>
  queryOptions({
    queryKey: ["guide-version", version_id, "prompt", query],
    queryFn: () => answerOf(api.GET("/api/v1/guide-versions/{version_id}/prompt", { params: { path: { version_id }, query } })),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

export const FILE_FORMATS = ["md", "yaml", "json"] as const;

/** The version as a file, to be saved by the browser. */
export function guideFileAddress(version_id: string, format: (typeof FILE_FORMATS)[number]): string {
  return `/api/v1/guide-versions/${encodeURIComponent(version_id)}/export/${format}`;
}
