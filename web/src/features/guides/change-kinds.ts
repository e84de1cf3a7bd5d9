import type { RuleChange } from "@/api/guides";

export type ChangeKind = "added" | "removed" | "renamed" | "moved" | "retitled" | "reworded" | "attributes" | "checks";

/** What kinds of change a rule saw, the weightiest first. A new or removed rule is nothing else. */
export function kindsOf(change: RuleChange): ChangeKind[] {
  if (change.old === null) return ["added"];
  if (change.new === null) return ["removed"];
  const found: [ChangeKind, boolean][] = [
    ["reworded", change.is_reworded],
    ["retitled", change.is_retitled],
    ["renamed", change.is_renamed],
    ["attributes", Object.keys(change.attributes).length > 0],
    ["checks", change.checks !== null],
    ["moved", change.is_moved],
  ];
  return found.filter(([, is]) => is).map(([kind]) => kind);
}
