import { expect, test } from "vitest";
import type { CheckReport } from "@/api/checks";
import { isHindering, movedNotes, notesOf, withReasons, type Note } from "./notes";

const alert = {
  rule_key: "plain",
  rule_title: "Plain words",
  check: "utilise",
  severity: "major" as const,
  consequence: "allow" as const,
  start: 2,
  end: 9,
  quoted: "utilise",
  message: "Use 'use'.",
  fix: "use",
  alternatives: [],
  link: null,
};
const report: CheckReport = { part: "fast", parts: ["fast"], took_ms: 1, texts: [{ pointer: "/answer", alerts: [alert], failures: [] }] };

const note = (start: number, end: number): Note => ({ ...alert, pointer: "/answer", reason: "", start, end });

test("code points become UTF-16 units", () => {
  const [found] = notesOf(report, () => "😀 utilise it");
  expect([found?.start, found?.end]).toEqual([3, 10]);
});

test("an edit behind a note leaves it where it is", () => {
  expect(movedNotes([note(0, 7)], "utilise it", "utilise it now")).toEqual([note(0, 7)]);
});

test("an edit before a note moves it along", () => {
  expect(movedNotes([note(3, 10)], "We utilise it", "We often utilise it")).toEqual([note(9, 16)]);
});

test("an edit inside a note takes it away", () => {
  expect(movedNotes([note(3, 10)], "We utilise it", "We utilize it")).toEqual([]);
});

test("a note that must have a reason hinders until it has one", () => {
  const needy = { ...note(3, 10), consequence: "reason" as const };
  const reason = { rule_key: "plain", check: "utilise", quoted: "utilise", reason: "It is a name.", pointer: null };
  expect(isHindering(needy)).toBe(true);
  expect(withReasons([needy], [reason]).some(isHindering)).toBe(false);
});

test("a blocking note hinders whatever is said", () => {
  expect(isHindering({ ...note(3, 10), consequence: "block", reason: "But why?" })).toBe(true);
});
