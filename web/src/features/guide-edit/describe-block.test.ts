import { getSchema } from "@tiptap/core";
import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import { lossless } from "@/shared/rich-text/lossless";
import { CONTENT } from "@/shared/rich-text/schema";
import { describeBlock } from "./describe-block";

const schema = getSchema(CONTENT);
const t = ((key: string) => key.split(".").slice(1).join(".")) as unknown as TFunction;
const cardsOf = (text: string) => lossless(schema).read(text).children.map((node) => describeBlock(node, t));
const cardOf = (text: string) => cardsOf(text)[0];

test.each([
  ["> **Good:** Yes.", "good"],
  ["> **Bad**: No.", "bad"],
  ["> **ok example:** Well.", "ok"],
  ["> **Why:** Because.", "why"],
  ["> Good: as somebody said.", null],
  ["> Said **Good:** of it.", null],
])("tells examples and reasons from other quotes: %s", (text, kind) => {
  expect(cardOf(text)).toEqual({ kind });
});

test("names a check by its kind, also one that the menu does not offer", () => {
  expect(cardOf("```check\nkind: length\nmax: 3\n```")).toEqual({ kind: "check", label: "check", note: "kinds.length" });
  expect(cardOf("```check\nmessage: x\nkind: 'metric'\n```")).toEqual({ kind: "check", label: "check", note: "metric" });
  expect(cardOf("```check\n```")).toEqual({ kind: "check", label: "check", note: "" });
});

test("shows fences of examples with their reason, and comparisons by name", () => {
  expect(cardOf('```Bad because="It hides \\"all\\"."\nx\n```')).toEqual({ kind: "bad", label: "verdicts.bad", note: 'It hides "all".' });
  expect(cardOf("~~~xml\n<comparison>\n</comparison>\n~~~")?.kind).toBe("comparison");
  expect(cardOf("<comparison>\n</comparison>")?.kind).toBe("comparison");
});

test("says what a source is", () => {
  const labels = cardsOf("| a |\n|---|\n\n[^1]: b\n\n<!-- c -->\n\n- [ ] d").map(({ label }) => label);
  expect(labels).toEqual(["rich.table", "rich.note", "rich.comment", "rich.source"]);
});
