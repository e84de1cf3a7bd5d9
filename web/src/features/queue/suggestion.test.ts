import { expect, test } from "vitest";
import { withSuggestion } from "./suggestion";

const anchor = { target: "answers" as const, pointer: "/why", start: 2, end: 6, quote: "this" };

test("puts the suggested words where the quoted ones stand, counted in characters", () => {
  expect(withSuggestion({ anchor, suggestion: "it" }, { why: "😀 this is" })).toEqual({ key: "why", text: "😀 it is" });
});

test("finds the words again when the text before them has changed", () => {
  expect(withSuggestion({ anchor, suggestion: "it" }, { why: "And now this is" })?.text).toBe("And now it is");
});

test("suggests nothing where the words are gone or stand there twice", () => {
  expect(withSuggestion({ anchor, suggestion: "it" }, { why: "gone" })).toBeNull();
  expect(withSuggestion({ anchor, suggestion: "it" }, { why: "now this and this" })).toBeNull();
});
