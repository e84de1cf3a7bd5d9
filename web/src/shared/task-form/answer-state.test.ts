import { expect, test } from "vitest";
import { issuesOf, withoutEmpty } from "./answer-state";
import type { Question } from "./document";

const questions: Question[] = [
  { key: "better", type: "preference", label: "Which?", required: true },
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
