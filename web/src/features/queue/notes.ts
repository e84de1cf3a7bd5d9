import type { CheckReport, Suppression } from "@/api/checks";
import { toUtf16Offset } from "@/shared/text/code-points";

type Alert = CheckReport["texts"][number]["alerts"][number];

/** What a check says about a place of an answer. `start` and `end` count UTF-16 units of the answer as it stands. */
export interface Note extends Omit<Alert, "start" | "end"> {
  pointer: string;
  start: number;
  end: number;
  /** Why its author says that it is wrong here; empty when they do not. */
  reason: string;
}

/** A check that could not finish: no pass. */
export interface FailedCheck {
  pointer: string;
  check: string;
  rule_title: string;
  reason: string;
}

/** The alerts of a report, in the order of their places. `textOf` gives the answer that was checked. */
export function notesOf(report: CheckReport, textOf: (pointer: string) => string): Note[] {
  return report.texts.flatMap(({ pointer, alerts }) => {
    const text = textOf(pointer);
    return alerts.map((alert) => ({
      ...alert,
      pointer,
      start: toUtf16Offset(text, alert.start),
      end: toUtf16Offset(text, alert.end),
      reason: "",
    }));
  });
}

export function failuresOf(report: CheckReport): FailedCheck[] {
  return report.texts.flatMap(({ pointer, failures }) => failures.map((failure) => ({ ...failure, pointer })));
}

/** The notes after an edit: those before it stay, those behind it move along, those that it touches go. */
export function movedNotes(notes: Note[], before: string, after: string): Note[] {
  if (before === after) return notes;
  const longest = Math.min(before.length, after.length);
  let head = 0;
  while (head < longest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < longest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const shift = after.length - before.length;
  return notes.flatMap((note) => {
    if (note.end <= head) return [note];
    if (note.start >= before.length - tail) return [{ ...note, start: note.start + shift, end: note.end + shift }];
    return [];
  });
}

/** Whether a reason that was given is about this note: the same rule, check and words. */
function isAbout(reason: Suppression, note: Note): boolean {
  return (
    reason.rule_key === note.rule_key &&
    reason.check === note.check &&
    reason.quoted === note.quoted &&
    (reason.pointer == null || reason.pointer === note.pointer)
  );
}

export function withReasons(notes: Note[], reasons: Suppression[]): Note[] {
  return notes.map((note) => ({ ...note, reason: reasons.find((reason) => isAbout(reason, note))?.reason ?? "" }));
}

/** A dictionary's word: capitals do not matter. */
export function foldedWord(word: string): string {
  return word.toLowerCase();
}

/** The notes after their author has said of these words that they are names: each without a reason has this one. */
export function withNames(notes: Note[], names: readonly string[], reason: string): Note[] {
  return notes.map((note) => (note.reason === "" && isOneOf(note, names) ? { ...note, reason } : note));
}

/** Without notes about words that are in the dictionary by now. */
export function withoutWords(notes: Note[], words: readonly string[]): Note[] {
  return notes.filter((note) => !isOneOf(note, words));
}

/** What is sent for words that are names: once for each rule, check and spelling, in any answer. */
export function reasonsOfNames(notes: Note[], names: readonly string[], reason: string): Suppression[] {
  const found = new Map<string, Suppression>();
  for (const { rule_key, check, quoted, word } of notes) {
    if (word !== null && names.includes(foldedWord(word))) {
      found.set(JSON.stringify([rule_key, check, quoted]), { rule_key, check, quoted, pointer: null, reason });
    }
  }
  return [...found.values()];
}

function isOneOf({ word }: Note, words: readonly string[]): boolean {
  return word !== null && words.includes(foldedWord(word));
}

const AROUND = 90;

/** The words around a place, for somebody who does not see the rest; whole characters only. */
export function excerptAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - AROUND), start).replace(/^[\uDC00-\uDFFF]/, "");
  const behind = text.slice(end, end + AROUND).replace(/[\uD800-\uDBFF]$/, "");
  const cut = { head: start > AROUND ? "…" : "", tail: end + AROUND < text.length ? "…" : "" };
  return `${cut.head}${before}${text.slice(start, end)}${behind}${cut.tail}`;
}

/** True for what must be dealt with before the answer can be sent. */
export function isHindering({ consequence, reason }: Note): boolean {
  return consequence === "block" || (consequence === "reason" && reason === "");
}
