import { expect, test } from "vitest";
import { wordDiff } from "./word-diff";

test("names the words that went and the words that came", () => {
  expect(wordDiff("I like the first", "I prefer the first")).toEqual([
    { kind: "same", text: "I " },
    { kind: "removed", text: "like" },
    { kind: "added", text: "prefer" },
    { kind: "same", text: " the first" },
  ]);
});
