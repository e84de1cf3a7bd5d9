import { toCodePointOffset } from "./code-points";

export const TARGETS = ["answers", "item"] as const;

export interface TextPlace {
  /** The answers of the submission, or the content of its item version. */
  target: (typeof TARGETS)[number];
  pointer: string;
}

/** A place in a text: which document, which field of it, which code points, and the words that stand there. */
export interface TextAnchor extends TextPlace {
  start: number;
  end: number;
  quote: string;
}

/** Units: `start` and `end` are UTF-16 offsets into `text`; null when they enclose nothing. */
export function anchorOf(place: TextPlace, text: string, start: number, end: number): TextAnchor | null {
  const quote = text.slice(start, end);
  if (quote.trim() === "") return null;
  return { ...place, start: toCodePointOffset(text, start), end: toCodePointOffset(text, end), quote };
}
