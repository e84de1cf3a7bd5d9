import { expect, test } from "vitest";
import { isCannotJudge, preferenceSteps, stepOf } from "./preference-scale";

const shown = ["r2", "r1"];

test("has only left and right when there are two steps", () => {
  expect(preferenceSteps(shown, 2)).toEqual([
    { preferred: "r2", strength: 1 },
    { preferred: "r1", strength: 1 },
  ]);
});

test("has a tie in the middle and the strongest at the ends when the number is odd", () => {
  expect(preferenceSteps(shown, 5)).toEqual([
    { preferred: "r2", strength: 2 },
    { preferred: "r2", strength: 1 },
    { preferred: null, strength: 0 },
    { preferred: "r1", strength: 1 },
    { preferred: "r1", strength: 2 },
  ]);
});

test("has as many steps as the question asks for, from 2 to 9", () => {
  for (let strengths = 2; strengths <= 9; strengths += 1) {
    const steps = preferenceSteps(shown, strengths);
    expect(steps).toHaveLength(strengths);
    expect(Math.max(...steps.map((step) => step.strength))).toBe(Math.floor(strengths / 2));
  }
});

test("finds the step of an answer whichever way round the responses were shown", () => {
  const answer = { preferred: "r1", strength: 2 };
  expect(stepOf(answer, preferenceSteps(["r1", "r2"], 4))).toBe(0);
  expect(stepOf(answer, preferenceSteps(["r2", "r1"], 4))).toBe(3);
});

test("finds no step for no answer, for an answer of another scale and for cannot judge", () => {
  const steps = preferenceSteps(shown, 2);
  expect(stepOf(undefined, steps)).toBe(-1);
  expect(stepOf({ preferred: "r1", strength: 4 }, steps)).toBe(-1);
  expect(stepOf({ cannot_judge: true }, steps)).toBe(-1);
  expect(isCannotJudge({ cannot_judge: true })).toBe(true);
});

test("asks which one of many when more than two are shown", () => {
  expect(preferenceSteps(["a", "b", "c"], 3).map((step) => step.preferred)).toEqual(["a", "b", "c", null]);
});
