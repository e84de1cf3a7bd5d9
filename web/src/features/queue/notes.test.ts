import { expect, test } from "vitest";
import type { CheckReport } from "@/api/checks";
import { excerptAround, isHindering, movedNotes, notesOf, reasonsOfNames, withNames, withoutWords, withReasons, type Note } from "./notes";

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
  word: null,
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

const REASON = "This is a name.";
const unknown = (word: string, quoted: string): Note => ({ ...note(0, 7), check: "spelling", quoted, word });

test("a name is explained wherever it stands, whatever its capitals, and nothing else is", () => {
  const notes = [unknown("Zorblax", "Zorblax"), unknown("zorblax", "zorblax's"), unknown("teh", "teh"), note(3, 10)];
  expect(withNames(notes, ["zorblax"], REASON).map(({ reason }) => reason)).toEqual([REASON, REASON, "", ""]);
});

test("a reason of its own stays", () => {
  const own = { ...unknown("Zorblax", "Zorblax"), reason: "It quotes." };
  expect(withNames([own], ["zorblax"], REASON)).toEqual([own]);
});

test("a name is sent once for each spelling, in any answer", () => {
  const notes = [unknown("Zorblax", "Zorblax"), unknown("Zorblax", "Zorblax"), unknown("Zorblax", "Zorblax's"), unknown("teh", "teh")];
  const said = { rule_key: "plain", check: "spelling", pointer: null, reason: REASON };
  expect(reasonsOfNames(notes, ["zorblax"], REASON)).toEqual([
    { ...said, quoted: "Zorblax" },
    { ...said, quoted: "Zorblax's" },
  ]);
});

test("notes about a word of the dictionary go at once", () => {
  const notes = [unknown("Zorblax", "Zorblax"), note(3, 10)];
  expect(withoutWords(notes, ["zorblax"])).toEqual([note(3, 10)]);
});

test("the words around a place are whole characters", () => {
  const text = `${"😀".repeat(100)}Zorblax${"😀".repeat(100)}`;
  const found = excerptAround(text, 200, 207);
  expect(found).toBe(`…${"😀".repeat(45)}Zorblax${"😀".repeat(45)}…`);
  expect(excerptAround(`x${text}`, 201, 208)).toBe(`…${"😀".repeat(45)}Zorblax${"😀".repeat(45)}…`);
  expect(excerptAround("I like Zorblax.", 7, 14)).toBe("I like Zorblax.");
});
