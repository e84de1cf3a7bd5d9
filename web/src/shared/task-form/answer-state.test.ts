import { expect, test } from "vitest";
import { issuesOf, withoutEmpty } from "./answer-state";
import type { Question } from "./document";

const questions: Question[] = [
  { key: "better", type: "preference", label: "Which?", strengths: 2, required: true },
  { key: "why", type: "text", label: "Why?", min_chars: 3, max_chars: 5 },
];

test("names a required question that was left open", () => {
  expect([...issuesOf(questions, { better: null, why: "" })]).toEqual([["better", "missing"]]);
});

test("counts characters as the server does", () => {
  const better = { preferred: null, strength: 0 };
  expect(issuesOf(questions, { better, why: "😀😀" }).get("why")).toBe("tooShort");
  expect(issuesOf(questions, { better, why: "😀😀😀😀😀" }).size).toBe(0);
  expect(issuesOf(questions, { better, why: "abcdef" }).get("why")).toBe("tooLong");
});

test("sends no empty answers", () => {
  expect(withoutEmpty({ a: "", b: [], c: null, d: 0, e: "x", f: undefined })).toEqual({ d: 0, e: "x" });
});

test("counts how many of several options were chosen", () => {
  const options = ["a", "b", "c"].map((value) => ({ value, label: value }));
  const faults: Question = { key: "faults", type: "choice", label: "?", options, many: true, min_picks: 2, max_picks: 2 };
  expect(issuesOf([faults], { faults: ["a"] }).get("faults")).toBe("tooFew");
  expect(issuesOf([faults], { faults: ["a", "b", "c"] }).get("faults")).toBe("tooMany");
  expect(issuesOf([faults], { faults: ["a", "b"] }).size).toBe(0);
});
