import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { guideDraftQuery, saveRule, withSaved, type DraftRule } from "@/api/guide-draft";
import type { RuleKeeper, RuleServer } from "./rule-keeper";
import { keepers } from "./rule-keepers";

/** One rule under the hands of one person. What is not saved when it is left is saved behind it, and is there when it is opened again. */
export function useRuleEditing(projectId: string, rule: DraftRule, onRenamed: (from: string, to: string) => void): RuleKeeper {
  const client = useQueryClient();
  const [keeper] = useState(() => keepers.of(projectId, rule, serverOf(projectId, client)));
  useLayoutEffect(() => keeper.meet(rule), [keeper, rule]);
  useEffect(() => keepers.enter(projectId, keeper), [projectId, keeper]);
  useEffect(() => keeper.tellRenames(onRenamed), [keeper, onRenamed]);
  return keeper;
}

/** Those of the project whose text the server does not have yet. */
export function useUnsaved(projectId: string): RuleKeeper[] {
  const names = useSyncExternalStore(keepers.listen, () => namesOf(keepers.unsaved(projectId)));
  return names === "" ? [] : keepers.unsaved(projectId);
}

const namesOf = (some: RuleKeeper[]) => some.map(({ key }) => key).join(" ");

function serverOf(projectId: string, client: QueryClient): RuleServer {
  const query = guideDraftQuery(projectId);
  return {
    save: (key, source, base) => saveRule(projectId, key, source, base),
    onSaved: (from, saved) => {
      const draft = client.getQueryData(query.queryKey);
      const next = draft === undefined ? null : withSaved(draft, from, saved);
      if (next !== null) client.setQueryData(query.queryKey, next.draft);
      if (next?.isOvertaken !== false) void client.invalidateQueries(query);
    },
    reread: async (key) => {
      const draft = await client.query({ ...query, staleTime: 0 });
      return draft.rules.find((rule) => rule.key === key) ?? null;
    },
  };
}
