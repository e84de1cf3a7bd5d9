import { expect, test } from "vitest";
import { placeOfNew, prefixOf, stepOf } from "./tree-moves";

const RULES = [
  { key: "guide", parent_key: null },
  { key: "tone", parent_key: "guide" },
  { key: "tone.plain", parent_key: "tone" },
  { key: "tone.short", parent_key: "tone" },
  { key: "facts", parent_key: "guide" },
];

test("moves a rule among those of its section", () => {
  expect(stepOf(RULES, "tone.short", "up")).toEqual({ where: "before", key: "tone.plain" });
  expect(stepOf(RULES, "tone.plain", "down")).toEqual({ where: "behind", key: "tone.short" });
  expect(stepOf(RULES, "tone.plain", "up")).toBeNull();
});

test("moves a rule into the one before it, and out of its section", () => {
  expect(stepOf(RULES, "facts", "in")).toEqual({ where: "inside", key: "tone" });
  expect(stepOf(RULES, "tone.short", "out")).toEqual({ where: "behind", key: "tone" });
  expect(stepOf(RULES, "guide", "out")).toBeNull();
});

test("puts a new rule into the chosen section or behind the chosen rule, with the start of its neighbours' keys", () => {
  const inTone = placeOfNew(RULES, "tone");
  expect(inTone).toEqual({ where: "inside", key: "tone" });
  expect(prefixOf(RULES, inTone)).toBe("tone");
  expect(placeOfNew(RULES, "tone.plain")).toEqual({ where: "behind", key: "tone.plain" });
  expect(prefixOf(RULES, placeOfNew(RULES, "facts"))).toBeNull();
});
