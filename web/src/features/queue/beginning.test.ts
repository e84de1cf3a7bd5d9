import { expect, test } from "vitest";
import { beginning } from "./beginning";

const draft = { answers: { why: "from the server" }, revision: 2, saved_at: "2026-01-01T00:00:00Z" };
const returned = { submission_id: "submission_1", answers: { why: "what came back" } };

test("starts empty with a new task", () => {
  expect(beginning({ draft: null, returned: null }, null)).toEqual({ answers: {}, unsaved: false, segments: [], revision: 0 });
});

test("starts with the earlier answers when a task came back, and with the draft once there is one", () => {
  expect(beginning({ draft: null, returned }, null).answers).toEqual({ why: "what came back" });
  expect(beginning({ draft, returned }, null).answers).toEqual({ why: "from the server" });
});

test("starts with what this device has when the server never got it", () => {
  const kept = { value: { why: "typed offline" }, segments: [[0, 5] as [number, number]], unsaved: true, revision: 1, at: 9 };
  expect(beginning({ draft, returned: null }, kept)).toEqual({ answers: { why: "typed offline" }, unsaved: true, segments: [[0, 5]], revision: 1 });
});

test("trusts the server's draft once it has acknowledged this device's", () => {
  const kept = { value: { why: "older" }, segments: [], unsaved: false, revision: 2, at: 9 };
  expect(beginning({ draft, returned: null }, kept).answers).toEqual({ why: "from the server" });
});
