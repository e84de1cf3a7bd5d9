import { expect, test } from "vitest";
import type { RuleChange } from "@/api/guides";
import { kindsOf } from "./change-kinds";

const side = { key: "tone", title: "Tone", body: "Be kind.", parent_key: null, level: 2, severity: null, status: "active" as const, scope: { tasks: [], languages: [], domains: [], questions: [] } };
const same: RuleChange = {
  key: "tone",
  old: side,
  new: side,
  is_renamed: false,
  is_moved: false,
  is_retitled: false,
  is_reworded: false,
  concerns_work: false,
  attributes: {},
  checks: null,
  added: null,
};

test("a new rule is only new, whatever else the server says of it", () => {
  expect(kindsOf({ ...same, old: null, is_moved: true })).toEqual(["added"]);
});

test("a removed rule is only removed", () => {
  expect(kindsOf({ ...same, new: null, is_reworded: true })).toEqual(["removed"]);
});

test("what touches the meaning comes before the place", () => {
  const change = { ...same, is_moved: true, is_reworded: true, attributes: { severity: ["minor", "major"] } };
  expect(kindsOf(change)).toEqual(["reworded", "attributes", "moved"]);
});
