import { expect, test } from "vitest";
import { dropAt, placeOf, placeOfNew, prefixOf, stepOf, withAllUnder } from "./tree-moves";

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

const LEVELS = [
  { key: "guide", parent_key: null, level: 1 },
  { key: "tone", parent_key: "guide", level: 2 },
  { key: "tone.plain", parent_key: "tone", level: 3 },
  { key: "tone.short", parent_key: "tone", level: 3 },
  { key: "facts", parent_key: "guide", level: 2 },
  { key: "facts.source", parent_key: "facts", level: 3 },
];

test("drops a rule between two others of a section", () => {
  expect(dropAt(LEVELS, "facts.source", { row: "tone.short", mark: "above" }, 3)?.place).toEqual({ where: "behind", key: "tone.plain" });
  expect(dropAt(LEVELS, "facts.source", { row: "tone.plain", mark: "below" }, 3)?.place).toEqual({ where: "behind", key: "tone.plain" });
});

test("drops a rule as the first of a section when it falls below the section's heading", () => {
  expect(dropAt(LEVELS, "facts.source", { row: "tone", mark: "below" }, 3)?.place).toEqual({ where: "before", key: "tone.plain" });
});

test("drops a rule into the one whose middle it falls on, as its last", () => {
  expect(dropAt(LEVELS, "tone.plain", { row: "facts", mark: "inside" }, 3)).toEqual({ place: { where: "inside", key: "facts" }, row: "facts", mark: "inside", level: 3 });
});

test("keeps the level of what is dragged where several fit, and goes out as far as is wanted", () => {
  const end = { row: "facts.source", mark: "below" } as const;
  expect(dropAt(LEVELS, "tone", end, 2)?.place).toEqual({ where: "behind", key: "facts" });
  expect(dropAt(LEVELS, "tone.plain", end, 3)?.place).toEqual({ where: "behind", key: "facts.source" });
  expect(dropAt(LEVELS, "tone.plain", end, 1)?.place).toEqual({ where: "behind", key: "guide" });
});

test("goes no further out than the row below allows", () => {
  expect(dropAt(LEVELS, "facts.source", { row: "facts", mark: "above" }, 1)?.place).toEqual({ where: "behind", key: "tone" });
  expect(dropAt(LEVELS, "facts.source", { row: "tone.short", mark: "above" }, 1)?.place).toEqual({ where: "behind", key: "tone.plain" });
});

test("drops before the first row of all", () => {
  expect(dropAt(LEVELS, "tone.plain", { row: "guide", mark: "above" }, 3)).toEqual({ place: { where: "before", key: "guide" }, row: "guide", mark: "above", level: 1 });
});

test("takes a rule out of its section when it is dragged to the left where it is", () => {
  const there = { row: "tone.short", mark: "inside" } as const;
  expect(dropAt(LEVELS, "tone.short", there, 2)).toEqual({ place: { where: "behind", key: "tone" }, row: "tone.short", mark: "above", level: 2 });
});

test("drops nothing where the rule stands already", () => {
  expect(dropAt(LEVELS, "tone.short", { row: "tone.short", mark: "below" }, 3)).toBeNull();
  expect(dropAt(LEVELS, "tone.short", { row: "tone.plain", mark: "below" }, 3)).toBeNull();
  expect(dropAt(LEVELS, "tone.plain", { row: "tone.short", mark: "above" }, 3)).toBeNull();
  expect(dropAt(LEVELS, "tone.short", { row: "tone", mark: "inside" }, 3)).toBeNull();
});

test("never drops a section into itself", () => {
  for (const mark of ["above", "inside", "below"] as const) expect(dropAt(LEVELS, "tone", { row: "tone.plain", mark }, 2)).toBeNull();
  expect(dropAt(LEVELS, "guide", { row: "facts", mark: "inside" }, 1)).toBeNull();
});

test("finds what is under a section, however deep", () => {
  expect([...withAllUnder(LEVELS, "tone")]).toEqual(["tone", "tone.plain", "tone.short"]);
  expect(withAllUnder(LEVELS, "guide").size).toBe(6);
});

test("remembers a place by a neighbour on the same level, else by the section", () => {
  expect(placeOf(LEVELS, "tone.short")).toEqual({ where: "behind", key: "tone.plain" });
  expect(placeOf(LEVELS, "tone")).toEqual({ where: "before", key: "facts" });
  expect(placeOf(LEVELS, "facts.source")).toEqual({ where: "inside", key: "facts" });
  expect(placeOf([{ key: "a", parent_key: null, level: 3 }, { key: "b", parent_key: null, level: 2 }], "b")).toBeNull();
});
