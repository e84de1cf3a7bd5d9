import type { DraftRule, RulePlace } from "@/api/guide-draft";

type Placed = Pick<DraftRule, "key" | "parent_key">;
type Row = Pick<DraftRule, "key" | "parent_key" | "level">;
export type Direction = "up" | "down" | "out" | "in";

/** Where a dragged rule falls, and the row that shows it. */
export interface Drop {
  place: RulePlace;
  row: string;
  mark: "above" | "below" | "inside";
  /** Of its heading, there. */
  level: number;
}

/** Where a rule goes by one step; null where there is no such step. */
export function stepOf(rules: Placed[], key: string, direction: Direction): RulePlace | null {
  const rule = rules.find((one) => one.key === key);
  if (rule === undefined) return null;
  const [previous, next] = neighboursOf(rules, rule);
  if (direction === "up") return previous === undefined ? null : { where: "before", key: previous.key };
  if (direction === "down") return next === undefined ? null : { where: "behind", key: next.key };
  if (direction === "in") return previous === undefined ? null : { where: "inside", key: previous.key };
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

/**
 * Where a dragged rule falls. Between two rows several levels may fit; it is the one nearest below `wanted`.
 * Null where it would stay as it is, or come inside itself.
 */
export function dropAt(rules: Row[], dragged: string, over: Pick<Drop, "row" | "mark">, wanted: number): Drop | null {
  const rule = rules.find(({ key }) => key === dragged);
  const at = rules.findIndex(({ key }) => key === over.row);
  const target = rules[at];
  if (rule === undefined || target === undefined) return null;
  const own = withAllUnder(rules, dragged);
  const isOwn = own.has(over.row);
  const mark = isOwn ? "above" : over.mark;
  const row = isOwn ? dragged : over.row;
  const found = mark === "inside" ? inside(target) : between(rules, own, isOwn ? rules.indexOf(rule) : at + Number(mark === "below"), wanted);
  if (found === null || (found.level === rule.level && isThere(rules, rule, found.place))) return null;
  return { ...found, row, mark };
}

/** Where a rule stands now: the way back from a move. */
export function placeOf(rules: Row[], key: string): RulePlace | null {
  const rule = rules.find((one) => one.key === key);
  if (rule === undefined) return null;
  const [previous, next] = neighboursOf(rules, rule);
  if (previous?.level === rule.level) return { where: "behind", key: previous.key };
  if (next?.level === rule.level) return { where: "before", key: next.key };
  return rule.parent_key === null ? null : { where: "inside", key: rule.parent_key };
}

/** The keys of a rule and of all that is under it. */
export function withAllUnder(rules: Placed[], key: string): Set<string> {
  const keys = new Set([key]);
  for (const rule of rules) if (rule.parent_key !== null && keys.has(rule.parent_key)) keys.add(rule.key);
  return keys;
}

type Landing = Pick<Drop, "place" | "level">;

const inside = ({ key, level }: Row): Landing => ({ place: { where: "inside", key }, level: level + 1 });
const behind = ({ key, level }: Row): Landing => ({ place: { where: "behind", key }, level });

/** Into the gap before the row at `gap`: as deep as the row above it, or out of its sections as far as the row below allows. */
function between(rules: Row[], own: Set<string>, gap: number, wanted: number): Landing | null {
  const isLeft = ({ key }: Row) => !own.has(key);
  const above = rules.slice(0, gap).findLast(isLeft);
  const below = rules.slice(gap).find(isLeft);
  if (below !== undefined && (above === undefined || below.parent_key === above.key)) return { place: { where: "before", key: below.key }, level: below.level };
  const fitting: Landing[] = [];
  for (let row = above; row !== undefined; ) {
    fitting.push(behind(row));
    const { parent_key } = row;
    row = parent_key === (below?.parent_key ?? null) ? undefined : rules.find(({ key }) => key === parent_key);
  }
  return fitting.find(({ level }) => level <= wanted) ?? fitting.at(-1) ?? null;
}

function isThere(rules: Row[], rule: Row, { where, key }: RulePlace): boolean {
  const [previous, next] = neighboursOf(rules, rule);
  if (where === "inside") return rule.parent_key === key && next === undefined;
  return (where === "before" ? next : previous)?.key === key;
}

/** The rule before and the one behind, in the same section. */
function neighboursOf<Rule extends Placed>(rules: Rule[], rule: Rule): [Rule | undefined, Rule | undefined] {
  const siblings = rules.filter(({ parent_key }) => parent_key === rule.parent_key);
  const at = siblings.indexOf(rule);
  return [siblings[at - 1], siblings[at + 1]];
}
