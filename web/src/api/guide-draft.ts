import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import { ApiProblem, type Schemas } from "./problem";
import { soon } from "./queue";

/** The client hands pairs on as lists. */
type Listed<Block> = Omit<Block, "lines" | "block"> & { lines: number[] };
export type DraftRule = Omit<Schemas["DraftRuleOut"], "examples" | "checks" | "footnotes"> & {
  examples: Listed<Schemas["ExampleOut"]>[];
  checks: Listed<Schemas["CheckSpecOut"]>[];
};
export type GuideDraft = Omit<Schemas["GuideDraftOut"], "rules"> & { rules: DraftRule[] };
export type SavedRule = Omit<Schemas["RuleSavedOut"], "rule"> & { rule: DraftRule };
export type RulePlace = Schemas["PlaceIn"];

const path = (project_id: string) => ({ params: { path: { project_id } } });
const rulePath = (project_id: string, rule_key: string) => ({ params: { path: { project_id, rule_key } } });

export const guideDraftQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["guides", project_id, "draft"],
    queryFn: async ({ client }): Promise<GuideDraft> =>
      latest(client, project_id, await answerOf(api.GET("/api/v1/projects/{project_id}/guide/draft", path(project_id)))),
    staleTime: 60_000,
  });

/** An answer that was overtaken on its way brings no older draft back. */
function latest(client: QueryClient, project_id: string, draft: GuideDraft): GuideDraft {
  const known = client.getQueryData<GuideDraft>(["guides", project_id, "draft"]);
  return known !== undefined && known.revision > draft.revision ? known : draft;
}

/** The draft as an edit of the whole left it. */
export function keepDraft(client: QueryClient, project_id: string, draft: GuideDraft): void {
  client.setQueryData(guideDraftQuery(project_id).queryKey, latest(client, project_id, draft));
}

export function saveRule(project_id: string, key: string, source: string, base: string): Promise<SavedRule> {
  return answerOf(api.PUT("/api/v1/projects/{project_id}/guide/rules/{rule_key}", { ...rulePath(project_id, key), body: { source, base }, signal: soon() }));
}

/** The draft after a save of one rule, and whether somebody changed others meanwhile. */
export function withSaved(draft: GuideDraft, oldKey: string, saved: SavedRule): { draft: GuideDraft; isOvertaken: boolean } {
  const known = new Map(draft.rules.map((rule) => [rule.key === oldKey ? saved.rule.key : rule.key, rule]));
  const isOvertaken = known.size !== saved.outline.length || saved.outline.some(({ key, base }) => key !== saved.rule.key && known.get(key)?.base !== base);
  const lines = new Map(saved.outline.map(({ key, line }) => [key, line]));
  const rules = draft.rules.map((rule) => {
    if (rule.key === oldKey) return saved.rule;
    const parent_key = rule.parent_key === oldKey ? saved.rule.key : rule.parent_key;
    return { ...rule, parent_key, line: lines.get(rule.key) ?? rule.line };
  });
  const { revision, updated_at, updated_by, faults } = saved;
  return { draft: { ...draft, revision, updated_at, updated_by, faults, rules }, isOvertaken };
}

/** Somebody else changed the rule, or took it away (`theirs` is null). */
export interface RuleConflict {
  theirs: string | null;
  base: string | null;
}

export function ruleConflict(error: unknown): RuleConflict | null {
  if (!(error instanceof ApiProblem) || error.code !== "stale_rule") return null;
  const { theirs, base } = error.body;
  return { theirs: typeof theirs === "string" ? theirs : null, base: typeof base === "string" ? base : null };
}

/** Edits of the whole; each answers with the draft as it is then. */
export function useDraftEdits(project_id: string) {
  const client = useQueryClient();
  const onSuccess = (draft: GuideDraft) => keepDraft(client, project_id, draft);
  const add = useMutation({
    mutationFn: (body: { source: string; place: RulePlace | null }): Promise<GuideDraft> =>
      answerOf(api.POST("/api/v1/projects/{project_id}/guide/rules", { ...path(project_id), body })),
    onSuccess,
  });
  const move = useMutation({
    mutationFn: ({ key, place }: { key: string; place: RulePlace }): Promise<GuideDraft> =>
      answerOf(api.POST("/api/v1/projects/{project_id}/guide/rules/{rule_key}/move", { ...rulePath(project_id, key), body: { place } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: ({ key, base }: { key: string; base: string }): Promise<GuideDraft> =>
      answerOf(
        api.DELETE("/api/v1/projects/{project_id}/guide/rules/{rule_key}", {
          params: { path: { project_id, rule_key: key }, query: { base, with_children: true } },
        }),
      ),
    onSuccess,
  });
  return { add, move, remove };
}
