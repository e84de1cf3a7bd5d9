import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";
import type { RuleCheck, RuleExample } from "@/shared/text/rule-blocks";

/** What the screens show of a rule. */
export type Rule = Pick<Schemas["RuleOut"], "key" | "kind" | "title" | "body" | "level" | "position" | "parent_key" | "severity"> & {
  examples: RuleExample[];
  checks: RuleCheck[];
};

/** The client hands pairs on as lists. */
export type RuleChange = Omit<Schemas["RuleChangeOut"], "attributes" | "words" | "added"> & {
  attributes: Record<string, (string | null)[]>;
  /** What an added rule holds. */
  added: Pick<Rule, "examples" | "checks"> | null;
};
export type GuideDiff = Omit<Schemas["DiffOut"], "changes"> & { changes: RuleChange[] };
export type PendingChanges = Omit<Schemas["PendingOut"], "changes"> & { changes: RuleChange[] };
export type AskedQuestion = Schemas["AskedQuestionOut"];
export type Severity = NonNullable<Schemas["RuleOut"]["severity"]>;

const path = (project_id: string) => ({ params: { path: { project_id } } });

export const guideVersionsQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["guides", project_id, "versions"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/guide/versions", path(project_id))),
  });

export const guideVersionQuery = (version_id: string) =>
  queryOptions({
    queryKey: ["guide-version", version_id],
    queryFn: () => answerOf(api.GET("/api/v1/guide-versions/{version_id}", { params: { path: { version_id } } })),
    staleTime: Infinity,
  });

/** What the reader must confirm before their next task. */
export const pendingChangesQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["guides", project_id, "pending"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/guide/pending", path(project_id))),
  });

export function useAcknowledge(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version_id, answers }: { version_id: string; answers: Schemas["AnswerIn"][] }) =>
      answerOf(api.POST("/api/v1/guide-versions/{version_id}/acknowledge", { params: { path: { version_id } }, body: { answers } })),
    onSuccess: ({ acknowledged_at }) => {
      if (acknowledged_at !== null) client.setQueryData(pendingChangesQuery(project_id).queryKey, { pending: null });
    },
  });
}

/** Two states of a guide. Without `old` it is the newest version, without `new` the draft. */
export interface Compared {
  old?: string | undefined;
  new?: string | undefined;
  severity?: Severity[] | undefined;
}

/** `revision`: of the draft, where it is one of the two. */
export const guideDiffQuery = (project_id: string, query: Compared, revision?: number) =>
  queryOptions({
    queryKey: ["guides", project_id, "diff", query, revision],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/guide/diff", {
          params: { path: { project_id }, query: { old: query.old ?? null, new: query.new ?? null, severity: query.severity ?? [] } },
        }),
      ),
  });

export const guideReadersQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["guides", project_id, "readers"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/guide/readers", path(project_id))),
  });
