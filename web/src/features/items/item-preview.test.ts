import { expect, test } from "vitest";
import { itemPreview } from "./item-preview";

test("shows the first message rather than an answer or an id", () => {
  const content = { responses: [{ id: "r1", content: "An answer" }], messages: [{ id: "m1", role: "user", content: "A\n question" }] };
  expect(itemPreview(content)).toBe("A question");
});

test("shows the first text of any other shape, and nothing where there is none", () => {
  expect(itemPreview({ n: 3, prompt: "Say it" })).toBe("Say it");
  expect(itemPreview({ n: 3, empty: [] })).toBe("");
  expect(itemPreview(null)).toBe("");
});
