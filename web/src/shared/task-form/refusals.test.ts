import { expect, test } from "vitest";
import { refusalsOf } from "./refusals";

test("puts each complaint at its question, the first one where there are several", () => {
  const error = Object.assign(new Error("invalid"), {
    faults: [
      { at: "/answers/why", message: "too short" },
      { at: "/answers/why/0", message: "second" },
      { at: "/better/strength", message: "too strong" },
      { at: "/other", message: "elsewhere" },
    ],
  });
  expect([...refusalsOf(error, ["why", "better"])]).toEqual([
    ["why", "too short"],
    ["better", "too strong"],
  ]);
});

test("has none for other errors", () => {
  expect(refusalsOf(new Error("no connection"), ["why"]).size).toBe(0);
  expect(refusalsOf(null, ["why"]).size).toBe(0);
});
