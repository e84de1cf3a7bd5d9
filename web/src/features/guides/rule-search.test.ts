import { expect, test } from "vitest";
import { nearestFirst, searchRules } from "./rule-search";

const rule = (key: string, title: string, body = "") => ({ key, title, body, kind: "rule" as const, level: 2, position: 0, parent_key: null, severity: null, examples: [], checks: [] });
const rules = [rule("tone.first-person", "First person", "Write I."), rule("form.lists", "Lists", "Three or more.")];

test("finds a rule by words of its key, title or text in any order", () => {
  expect(searchRules(rules, "person TONE").map((found) => found.key)).toEqual(["tone.first-person"]);
  expect(searchRules(rules, "three").map((found) => found.key)).toEqual(["form.lists"]);
  expect(searchRules(rules, " ")).toHaveLength(2);
  expect(searchRules(rules, "nothing")).toEqual([]);
});

const scoped = (key: string, ...questions: string[]) => ({ ...rule(key, key), scope: { questions } });
const keysOf = (groups: ReturnType<typeof nearestFirst>) => Object.values(groups).map((group) => group.map(({ key }) => key));

test("puts the rules of the question first, then those of the task, and leaves the others in order", () => {
  const all = [scoped("tone"), scoped("lists"), scoped("sums"), scoped("why-only", "why")];
  const near = { question: { key: "why", rules: ["lists", "no.such"] }, ofTask: ["lists", "sums"], concerning: null };
  expect(keysOf(nearestFirst(all, near))).toEqual([["lists", "why-only"], ["sums"], ["tone"], []]);
});

test("sets apart what does not concern the task, even when a question names it", () => {
  const all = [scoped("tone"), scoped("lists"), scoped("sums")];
  const near = { question: { key: "why", rules: ["lists"] }, ofTask: [], concerning: new Set(["tone"]) };
  expect(keysOf(nearestFirst(all, near))).toEqual([[], [], ["tone"], ["lists", "sums"]]);
});
