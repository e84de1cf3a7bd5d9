import type { JSONContent } from "@tiptap/core";
import { onlyBlock } from "./blocks-of";
import { isBlank, meaningOf, piecesOf, type Piece } from "./pieces";
import { readInline } from "./read-inline";

type Mark = Piece["marks"][number];

/** A part of the written text: words that may need escapes, or signs that stay as they are. */
interface Part {
  text: string;
  isFixed: boolean;
}

interface Style {
  /** Which characters get a backslash. */
  escaped: string;
  italic: string | null;
  /** Bare addresses take no backslash, so they stay as they are, or they are no addresses any more. */
  addresses: "kept" | "broken";
  /** Spells letters beside a mark as numbers, where the mark would not be read between words otherwise. */
  isSpaced: boolean;
}

const SPECIAL = "]\\`*_[<>&~$!#+-=|:.)";
/** Those that mean something at the start of a line only. */
const AT_START = ">#+-=|:.)";

/**
 * The Markdown of a paragraph. Where it can be it is written as it was typed and as it was spelled before; it gets those
 * backslashes without which it would not be read as it is meant.
 */
export function writeInline(nodes: JSONContent[], references: string): string {
  const pieces = piecesOf(nodes);
  const meant = meaningOf(pieces);
  const attempt = (style: Style): string | null => {
    const written = assemble(partsOf(pieces, style), style);
    return readsAs(written, references) === meant ? written : null;
  };
  const plain: Style = { escaped: "", italic: null, addresses: "kept", isSpaced: false };
  const bare = attempt(plain);
  if (bare !== null) return bare;
  const careful: Style = { ...plain, escaped: SPECIAL };
  const broken: Style = { ...careful, addresses: "broken" };
  const styles: Style[] = [careful, { ...careful, italic: "_" }, { ...careful, italic: "*" }, broken, { ...broken, italic: "*", isSpaced: true }];
  for (const style of styles) {
    const written = attempt(style);
    if (written !== null) return withFewestEscapes(written, style, attempt);
  }
  return assemble(partsOf(pieces, broken), broken);
}

function withFewestEscapes(written: string, style: Style, attempt: (style: Style) => string | null): string {
  let best = { style, written };
  for (const char of SPECIAL) {
    const fewer = { ...best.style, escaped: best.style.escaped.replace(char, "") };
    const shorter = best.written.includes(escapeOf(char, best.style)) ? attempt(fewer) : null;
    if (shorter !== null) best = { style: fewer, written: shorter };
  }
  return best.written;
}

function readsAs(written: string, references: string): string | null {
  if (written === "") return meaningOf([]);
  const block = onlyBlock(written, references);
  try {
    return block?.type === "paragraph" ? meaningOf(piecesOf(readInline(block.children, { source: written, isInner: false }))) : null;
  } catch {
    return null;
  }
}

function partsOf(pieces: Piece[], style: Style): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at] as Piece;
    const mark = outermost(pieces, at);
    if (mark === null) {
      parts.push(...bareParts(piece));
      at += 1;
    } else if (isBlank(piece) && mark.type !== "link") {
      pieces = pieces.with(at, without(piece, mark));
    } else {
      const end = endOfMark(pieces, at, mark);
      const inside = pieces.slice(at, end);
      const [open, close] = mark.type === "code" ? codeSigns(inside) : signsOf(mark, style);
      const words = mark.type === "code" ? [{ text: inside.map(({ text }) => text).join(""), isFixed: true }] : partsOf(inside.map((one) => without(one, mark)), style);
      parts.push({ text: open, isFixed: true }, ...words, { text: close, isFixed: true });
      at = end;
    }
  }
  return parts;
}

function bareParts({ kind, text, source }: Piece): Part[] {
  if (kind === "break") return [{ text: `${source ?? ""}\n`, isFixed: true }];
  return [{ text: source ?? text, isFixed: source !== null }];
}

/** The mark that goes on for longest is opened first; code is always the innermost. */
function outermost(pieces: Piece[], at: number): Mark | null {
  const marks = pieces[at]?.marks ?? [];
  const length = (mark: Mark) => (mark.type === "code" ? 0 : endOfMark(pieces, at, mark) * 2 + (mark.type === "link" ? 1 : 0));
  return marks.reduce<Mark | null>((longest, mark) => (longest === null || length(mark) > length(longest) ? mark : longest), null);
}

function endOfMark(pieces: Piece[], at: number, mark: Mark): number {
  const isOver = (piece: Piece) => !piece.marks.some((other) => isEqual(other, mark)) || (mark.type === "code" && piece.marks.length > 1);
  const n = pieces.slice(at + 1).findIndex(isOver);
  let end = n === -1 ? pieces.length : at + 1 + n;
  while (mark.type !== "link" && mark.type !== "code" && end > at + 1 && isBlank(pieces[end - 1] as Piece)) end -= 1;
  return end;
}

const isEqual = (one: Mark, other: Mark) => one.type === other.type && (one.type !== "link" || JSON.stringify(one.attrs) === JSON.stringify(other.attrs));

const without = (piece: Piece, mark: Mark): Piece => ({ ...piece, marks: piece.marks.filter((other) => other.type !== mark.type) });

function signsOf({ type, attrs }: Mark, style: Style): [string, string] {
  const own = (attrs?.marker ?? null) as string | null;
  if (type === "link") return ["[", (attrs?.tail as string | null | undefined) ?? `](${destinationOf(attrs)})`];
  const sign = type === "italic" ? (style.italic ?? own ?? "*") : (own ?? (type === "bold" ? "**" : "~~"));
  return [sign, sign];
}

function destinationOf(attrs: Mark["attrs"]): string {
  const href = String(attrs?.href ?? "").replace(/[\n\r]/g, "");
  const title = typeof attrs?.title === "string" && attrs.title !== "" ? ` "${attrs.title.replace(/["\\]/g, "\\$&")}"` : "";
  return (/^[^\s<>()\\]+$/.test(href) ? href : `<${href.replace(/[<>\\]/g, "\\$&")}>`) + title;
}

function codeSigns(inside: Piece[]): [string, string] {
  const text = inside.map((piece) => piece.text).join("");
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const sign = "`".repeat(longest === 0 ? 1 : longest + 1);
  const isPadded = /^`|`$|^ .*[^ ].* $/s.test(text);
  return isPadded ? [`${sign} `, ` ${sign}`] : [sign, sign];
}

function assemble(parts: Part[], style: Style): string {
  let written = "";
  parts.forEach((part, index) => {
    if (part.isFixed) {
      written = /^[ \t]*\n/.test(part.text) && !part.text.startsWith("  ") ? written.replace(/[ \t]+$/, "") + part.text : written + part.text;
      return;
    }
    const beside = [parts[index - 1], parts[index + 1]].map((other) => style.isSpaced && other?.isFixed === true && /^[*_~]+$/.test(other.text));
    const chars = Array.from(written.endsWith("\n") ? part.text.trimStart() : part.text);
    chars.forEach((char, n) => {
      const isBeside = (n === 0 && beside[0] === true) || (n === chars.length - 1 && beside[1] === true);
      written += isBeside && /[\p{L}\p{N}]/u.test(char) ? `&#${char.codePointAt(0) ?? 32};` : escapeIn(written, char, style);
    });
  });
  return written.replace(/[ \t]+$/, "");
}

function escapeIn(written: string, char: string, style: Style): string {
  if (style.addresses === "broken" && isAddressSign(written, char)) return `\\${char}`;
  const line = written.slice(written.lastIndexOf("\n") + 1);
  if (!style.escaped.includes(char) || (style.addresses === "kept" && ADDRESS.test(line))) return char;
  const isMeant = !AT_START.includes(char) || (".)".includes(char) ? /^\s*\d{1,9}$/.test(line) : line.trim() === "");
  return isMeant ? escapeOf(char, style) : char;
}

/** Not by a backslash where the brackets of a link would become those of a formula. */
function escapeOf(char: string, style: Style): string {
  if (char === "]" || (char === "\\" && style.addresses === "broken")) return `&#${char.charCodeAt(0)};`;
  return `\\${char}`;
}

const ADDRESS = /(?:https?:\/\/|www\.|\S@)[^\s<]*$/i;

const isAddressSign = (written: string, char: string) => (char === ":" && /https?$/i.test(written)) || (char === "." && /www$/i.test(written)) || (char === "@" && /\S$/.test(written));
