import { expect, test } from "vitest";
import { nearestFirst, searchRules } from "./rule-search";

const rule = (key: string, title: string, body = "") => ({ key, title, body, kind: "rule" as const, level: 2, position: 0, parent_key: null, severity: null });
const rules = [rule("tone.first-person", "First person", "Write I."), rule("form.lists", "Lists", "Three or more.")];

test("finds a rule by words of its key, title or text in any order", () => {
  expect(searchRules(rules, "person TONE").map((found) => found.key)).toEqual(["tone.first-person"]);
  expect(searchRules(rules, "three").map((found) => found.key)).toEqual(["form.lists"]);
  expect(searchRules(rules, " ")).toHaveLength(2);
  expect(searchRules(rules, "nothing")).toEqual([]);
});

test("puts the rules of the question first, then those of the task, and leaves the others in order", () => {
  const { question, task, rest } = nearestFirst([...rules, rule("numbers.checked", "Check sums")], ["form.lists", "no.such"], ["form.lists", "numbers.checked"]);
  expect(question.map((found) => found.key)).toEqual(["form.lists"]);
  expect(task.map((found) => found.key)).toEqual(["numbers.checked"]);
  expect(rest.map((found) => found.key)).toEqual(["tone.first-person"]);
});
