import { useEffect } from "react";
import type { Note } from "./notes";

const MARKS = ["note-minor", "note-major", "note-critical"] as const;

/** Underlines the places of notes in the texts behind the text boxes; those that were explained lose their line. */
export function useMarkedNotes(notes: Note[], current: Note | null): void {
  useEffect(() => {
    if (typeof CSS === "undefined" || !("highlights" in CSS)) return undefined;
    for (const mark of MARKS) {
      const ranges = notes.filter(({ severity, reason }) => mark === `note-${severity}` && reason === "").flatMap((note) => rangeOf(note) ?? []);
      CSS.highlights.set(mark, new Highlight(...ranges));
    }
    const here = current === null ? null : rangeOf(current);
    CSS.highlights.set("note-current", new Highlight(...(here === null ? [] : [here])));
    return () => [...MARKS, "note-current"].forEach((mark) => CSS.highlights.delete(mark));
  }, [notes, current]);
}

function rangeOf({ pointer, start, end }: Note): Range | null {
  const text = document.querySelector(`[data-marked="${CSS.escape(pointer)}"]`)?.firstChild;
  if (text == null || end > (text.textContent ?? "").length) return null;
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  return range;
}
