import { expect, test } from "vitest";
import { withoutSigns } from "./without-signs";

test("takes the signs of quotes and emphasis away", () => {
  expect(withoutSigns("Say __it__.\n\n> **Good:** We *send* it.\n")).toBe("Say it.\n\nGood: We send it.\n");
  expect(withoutSigns("> **Bad:** Soon.\n>\n> *When?*")).toBe("Bad: Soon.\n\nWhen?");
});

test.each(["2 * 3 * 4", "a*b*c", "- one\n- two", "* one\n* two", "5 > 4", "snake_case_name", "```check\ntokens: ['**a**', '*b*']\n> x\n```\n"])("leaves what is no such sign: %j", (source) => {
  expect(withoutSigns(source)).toBe(source);
});
