import { expect, test } from "vitest";
import type { Field } from "./document";
import { textsOf } from "./use-drawn-ahead";

const FIELDS: Field[] = [
  { key: "talk", type: "chat", at: "/messages" },
  { key: "answers", type: "responses", at: "/responses" },
  { key: "note", type: "markdown", at: "/note" },
  { key: "source", type: "text", at: "/source" },
];

test("names the Markdown texts of an item in the order of its fields", () => {
  const content = { messages: [{ content: "asked" }], responses: [{ content: "one" }, { content: "two" }], note: "*so*", source: "web" };
  expect(textsOf(FIELDS, content)).toEqual(["asked", "one", "two", "*so*"]);
});

test("names nothing where the item has no such field or something else in it", () => {
  expect(textsOf(FIELDS, { messages: "none", note: 3 })).toEqual([]);
  expect(textsOf(FIELDS, null)).toEqual([]);
});
