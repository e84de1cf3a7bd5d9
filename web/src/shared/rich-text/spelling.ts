import { parse } from "./blocks-of";

/** A piece of a text: as it reads, and how it is spelled where that is not the same. */
export interface Spelled {
  text: string;
  /** An escape, a character reference, a line end in the middle of a paragraph. */
  source?: string;
  /** Written as it is, and not touched: `[^note]`. */
  isRaw?: true;
}

const WORDS = /[^\\&[\n]+/y;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const REFERENCE = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][\dA-Za-z]{1,31});/y;
const NOTE = /\[\^[^\]\s]+\]/y;
// In quotes and lists the marks of the block stand at the start of each line; the block writes them again.
const LINE_END = { outer: /[ \t]*\n[ \t]*/y, inner: /[ \t]*\n[ \t>]*/y };

/** How a text of the tree is spelled in its source. Null when the two cannot be brought together. */
export function spellingOf(text: string, source: string, isInner: boolean): Spelled[] | null {
  const pieces: Spelled[] = [];
  let at = 0;
  for (let n = 0; n < text.length; ) {
    const found = pieceAt(text, n, source, at, isInner);
    if (found === null) return null;
    const [piece, nRead] = found;
    const last = pieces.at(-1);
    if (last !== undefined && isPlain(last) && isPlain(piece)) last.text += piece.text;
    else pieces.push(piece);
    n += piece.text.length;
    at += nRead;
  }
  return pieces;
}

const isPlain = (piece: Spelled) => piece.source === undefined && piece.isRaw === undefined;

function pieceAt(text: string, n: number, source: string, at: number, isInner: boolean): [Spelled, number] | null {
  const found = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? "";
  };
  const meant = (reads: string, length: number, how: Omit<Spelled, "text"> = {}): [Spelled, number] | null =>
    length > 0 && reads !== "" && text.startsWith(reads, n) ? [{ text: reads, ...how }, length] : null;
  if (text[n] === "\n") {
    const end = found(isInner ? LINE_END.inner : LINE_END.outer);
    return end === "" ? null : [{ text: " ", source: isInner ? "\n" : end }, end.length];
  }
  const words = found(WORDS);
  const next = source[at + 1] ?? "";
  const reference = found(REFERENCE);
  const note = found(NOTE);
  return (
    meant(words, words.length) ??
    meant(words.trimEnd(), words.trimEnd().length) ??
    (source[at] === "\\" && PUNCTUATION.test(next) ? meant(next, 2, { source: `\\${next}` }) : null) ??
    (reference === "" ? null : meant(meaningOf(reference), reference.length, { source: reference })) ??
    meant(note, note.length, { isRaw: true }) ??
    meant(source[at] ?? "", 1)
  );
}

function meaningOf(reference: string): string {
  const [paragraph] = parse(reference).children;
  const text = paragraph?.type === "paragraph" ? paragraph.children[0] : undefined;
  return text?.type === "text" && text.value !== reference ? text.value : "";
}
