import { expect, test } from "vitest";
import type { Question } from "./document";
import { answerByKey, questionAfter } from "./question-keys";

const better: Question = { key: "better", type: "preference", label: "?", strengths: 3, cannot_judge: true };
const faults: Question = { key: "faults", type: "choice", label: "?", many: true, options: [{ value: "a", label: "A" }, { value: "b", label: "B" }] };
const sure: Question = { key: "sure", type: "rating", label: "?", min: 0, max: 4 };
const why: Question = { key: "why", type: "text", label: "?" };

test("1 takes the leftmost step of the order that is on screen", () => {
  expect(answerByKey(better, 1, ["r2", "r1"], undefined)).toEqual({ value: { preferred: "r2", strength: 1 } });
  expect(answerByKey(better, 2, ["r2", "r1"], undefined)).toEqual({ value: { preferred: null, strength: 0 } });
});

test("0 says cannot judge where that is allowed", () => {
  expect(answerByKey(better, 0, ["r1", "r2"], undefined)).toEqual({ value: { cannot_judge: true } });
  expect(answerByKey(sure, 0, [], undefined)).toBeNull();
});

test("a key beyond the choices means nothing", () => {
  expect(answerByKey(better, 4, ["r1", "r2"], undefined)).toBeNull();
  expect(answerByKey(why, 1, [], undefined)).toBeNull();
});

test("keys toggle where many may be chosen", () => {
  expect(answerByKey(faults, 2, [], ["a"])).toEqual({ value: ["a", "b"] });
  expect(answerByKey(faults, 1, [], ["a", "b"])).toEqual({ value: ["b"] });
});

test("a rating counts from its own minimum", () => {
  expect(answerByKey(sure, 1, [], undefined)).toEqual({ value: 0 });
});

test("goes on to the next open question, but stays where many may be chosen", () => {
  const all = [better, faults, sure, why];
  expect(questionAfter(all, better, { faults: ["a"] })).toBe(sure);
  expect(questionAfter(all, faults, {})).toBeNull();
  expect(questionAfter(all, why, {})).toBeNull();
});
