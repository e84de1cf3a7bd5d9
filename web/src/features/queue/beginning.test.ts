import { beforeEach, expect, test } from "vitest";
import { keepDraft } from "@/shared/work/kept-drafts";
import { beginning } from "./beginning";

const KEY = "member_1.slot_1.1";
const draft = { answers: { why: "from the server" }, revision: 2, saved_at: "2026-01-01T00:00:00Z" };
const returned = { submission_id: "submission_1", answers: { why: "what came back" } };
const fresh = { token: "t1", draft: null, returned: null };
const kept = { value: { why: "typed here" }, segments: [[0, 5] as [number, number]], unsaved: true, revision: 1, token: "t1", at: 9 };

beforeEach(() => localStorage.clear());

test("starts empty with a new task", () => {
  expect(beginning(fresh, KEY)).toEqual({ answers: {}, unsaved: false, savedAt: null, segments: [], revision: 0 });
});

test("starts with the earlier answers when a task came back, and with the draft once there is one", () => {
  expect(beginning({ ...fresh, returned }, KEY).answers).toEqual({ why: "what came back" });
  const drafted = beginning({ ...fresh, draft, returned }, KEY);
  expect([drafted.answers, drafted.savedAt]).toEqual([{ why: "from the server" }, Date.parse(draft.saved_at)]);
});

test("starts with what this device has when the server never got it", () => {
  keepDraft(KEY, kept);
  expect(beginning({ ...fresh, draft }, KEY)).toEqual({ answers: { why: "typed here" }, unsaved: true, savedAt: 9, segments: [[0, 5]], revision: 1 });
});

test("trusts the server's draft once it has acknowledged this device's", () => {
  keepDraft(KEY, { ...kept, unsaved: false, revision: 2 });
  expect(beginning({ ...fresh, draft }, KEY).answers).toEqual({ why: "from the server" });
});

test("goes on with what was saved from here after the task was given, when it comes on screen again", () => {
  keepDraft(KEY, { ...kept, unsaved: false, revision: 3 });
  expect(beginning({ ...fresh, draft }, KEY)).toEqual({ answers: { why: "typed here" }, unsaved: false, savedAt: 9, segments: [[0, 5]], revision: 3 });
  expect(beginning({ ...fresh, token: "another claim", draft }, KEY).answers).toEqual({ why: "from the server" });
});
