import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import texts from "@/shared/i18n/en-guide-editor.json";
import guide from "@/shared/i18n/en-guide.json";
import { matching, slashItems } from "./slash-items";

const { groups, ...names } = texts.guideEdit.slash;
const words: Record<string, string> = { ...guide.guideEdit.kinds, ...texts.guideEdit.kinds, ...names, ...groups };
const t = ((key: string) => words[key.split(".").at(-1) ?? ""]) as unknown as TFunction;
const found = (query: string) => matching(slashItems(t), query).map(({ id }) => id);

test("offers examples first, and all of it without a word", () => {
  expect(found("").slice(0, 4)).toEqual(["good", "bad", "ok", "why"]);
  expect(new Set(found("")).size).toBe(found("").length);
});

test("finds by the beginning of the name before any other word, and by the kind that stands in the YAML", () => {
  expect(found("spell")).toEqual(["spelling", "consistency"]);
  expect(found("substitution")).toEqual(["substitution"]);
  expect(found("must not be")).toEqual(["existence"]);
  expect(found("LIST")).toContain("lists");
  expect(found("xyz")).toEqual([]);
});
