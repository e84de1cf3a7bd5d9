import type { DraftRule, RulePlace } from "@/api/guide-draft";

type Placed = Pick<DraftRule, "key" | "parent_key">;
export type Direction = "up" | "down" | "out" | "in";

/** Where a rule goes by one step; null where there is no such step. */
export function stepOf(rules: Placed[], key: string, direction: Direction): RulePlace | null {
  const rule = rules.find((one) => one.key === key);
  if (rule === undefined) return null;
  const siblings = rules.filter(({ parent_key }) => parent_key === rule.parent_key).map((one) => one.key);
  const at = siblings.indexOf(key);
  const before = siblings[at - 1];
  const behind = siblings[at + 1];
  if (direction === "up") return before === undefined ? null : { where: "before", key: before };
  if (direction === "down") return behind === undefined ? null : { where: "behind", key: behind };
  if (direction === "in") return before === undefined ? null : { where: "inside", key: before };
  return rule.parent_key === null ? null : { where: "behind", key: rule.parent_key };
}

/** A new rule comes into the section that is chosen, or behind the rule that is. */
export function placeOfNew(rules: Placed[], chosen: string | null): RulePlace | null {
  if (chosen === null) return null;
  const isSection = rules.some(({ parent_key }) => parent_key === chosen);
  return { where: isSection ? "inside" : "behind", key: chosen };
}

/** The start that keys of this part of the guide share; null where they have none. */
export function prefixOf(rules: Placed[], place: RulePlace | null): string | null {
  if (place === null) return null;
  const parent = place.where === "inside" ? place.key : (rules.find(({ key }) => key === place.key)?.parent_key ?? null);
  const isUsed = parent !== null && rules.some(({ key, parent_key }) => parent_key === parent && key.startsWith(`${parent}.`));
  return isUsed ? parent : null;
}
