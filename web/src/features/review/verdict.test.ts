import { expect, test } from "vitest";
import { EMPTY_REVIEW, newFinding, reviewDraftOf, verdictBody, verdictIssue, withPlace, withVerdict } from "./verdict";

const anchor = { target: "answers" as const, pointer: "/why", start: 0, end: 5, quote: "Great" };
const finding = { ...newFinding(anchor), ruleKey: "tone.no-flattery", note: "Praise." };

test("needs a verdict", () => {
  expect(verdictIssue(EMPTY_REVIEW)).toBe("noVerdict");
  expect(verdictIssue({ ...EMPTY_REVIEW, verdict: "accept" })).toBeNull();
});

test("a return needs a finding with a rule and a note", () => {
  const returned = { ...EMPTY_REVIEW, verdict: "return" as const };
  expect(verdictIssue(returned)).toBe("noFinding");
  expect(verdictIssue({ ...returned, findings: [newFinding(null)] })).toBe("noRule");
  expect(verdictIssue({ ...returned, findings: [{ ...finding, note: " " }] })).toBe("noNote");
  expect(verdictIssue({ ...returned, findings: [finding] })).toBeNull();
});

test("choosing return makes the first finding ready with the selected text, and only the first", () => {
  const once = withVerdict(EMPTY_REVIEW, "return", anchor);
  expect(once.findings).toEqual([newFinding(anchor)]);
  expect(withVerdict(once, "return", null).findings).toHaveLength(1);
  expect(withVerdict(EMPTY_REVIEW, "reject", anchor).findings).toEqual([]);
  expect(withVerdict(once, "accept", null).findings).toEqual([]);
});

test("a fix needs a change, and only a fix sends answers", () => {
  const fix = { ...EMPTY_REVIEW, verdict: "fix" as const };
  expect(verdictIssue(fix)).toBe("nothingFixed");
  expect(verdictBody({ ...fix, answers: { why: "Better.", sure: null } }, "t", []).answers).toEqual({ why: "Better." });
  expect(verdictBody({ ...EMPTY_REVIEW, verdict: "accept", answers: { why: "x" } }, "t", []).answers).toBeNull();
});

test("sends the place in code points and no empty suggestion", () => {
  const body = verdictBody({ ...EMPTY_REVIEW, verdict: "return", findings: [finding] }, "t", []);
  expect(body.findings).toEqual([{ rule_key: "tone.no-flattery", severity: "major", note: "Praise.", suggestion: null, anchor }]);
});

test("takes up a stored draft, but not something else", () => {
  expect(reviewDraftOf({ verdict: "return", findings: [finding] })?.note).toBe("");
  expect(reviewDraftOf({ why: "an annotator's draft" })).toBeNull();
  expect(reviewDraftOf(null)).toBeNull();
});

test("a place takes the empty finding that stands ready, else one more", () => {
  const ready = withVerdict(EMPTY_REVIEW, "return", null);
  expect(withPlace(ready, anchor).findings).toEqual([newFinding(anchor)]);
  const begun = { ...ready, findings: [{ ...newFinding(null), note: "Praise." }] };
  expect(withPlace(begun, anchor).findings).toHaveLength(2);
});
