import { expect, test } from "vitest";
import type { Rule } from "@/api/guides";
import { matchingRules, ruleOptions } from "./rule-choice";

const rule = (key: string, title: string): Rule => ({ key, title, kind: "rule", body: "", level: 3, position: 0, parent_key: null, severity: null, examples: [], checks: [] });
const rules = [rule("tone.short", "Use the short word"), rule("honesty.sure", "Do not overstate"), rule("tone.voice", "Speak, do not shout")];
const likely = (key: string) => ({ key, title: key, severity: null, because: "alert" as const });

test("likely rules come first, in their order, and once", () => {
  const options = ruleOptions(rules, [likely("tone.voice"), likely("gone"), likely("tone.short")]);
  expect(options.likely.map(({ value }) => value)).toEqual(["tone.voice", "tone.short"]);
  expect(options.others.map(({ value }) => value)).toEqual(["honesty.sure"]);
});

test("finds words of title and key in any order, and what begins with them first", () => {
  const { others } = ruleOptions(rules, []);
  expect(matchingRules(others, "word short").map(({ value }) => value)).toEqual(["tone.short"]);
  expect(matchingRules(others, "do not").map(({ value }) => value)).toEqual(["honesty.sure", "tone.voice"]);
  expect(matchingRules(others, "tone.").map(({ value }) => value)).toEqual(["tone.short", "tone.voice"]);
  expect(matchingRules(others, "nothing")).toEqual([]);
});
