import type { JSONContent } from "@tiptap/core";

type Mark = NonNullable<JSONContent["marks"]>[number];

/** Words with the same marks, or something that is no text: as they are written and as they are compared. */
export interface Piece {
  /** Empty for what is no text. */
  text: string;
  marks: Mark[];
  /** How it is spelled, where that is not the text itself. */
  source: string | null;
  kind: "text" | "break" | "raw";
}

/** What stands in a paragraph, without white space at its ends. */
export function piecesOf(nodes: JSONContent[]): Piece[] {
  const pieces = nodes.flatMap(cut);
  const first = pieces.findIndex((piece) => !isSpace(piece));
  const last = pieces.findLastIndex((piece) => !isSpace(piece));
  return first === -1 ? [] : withoutEmptyLines(pieces.slice(first, last + 1));
}

/** What was deleted may leave two line ends behind, which would end the paragraph. */
function withoutEmptyLines(pieces: Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const above = kept.findLast((other) => other.kind !== "text" || isLineEnd(other) || other.text.trim() !== "");
    const isFirst = above !== undefined && (above.kind === "break" || isLineEnd(above));
    if (piece.kind === "break") kept.push(isFirst ? { ...piece, source: "\\" } : piece);
    else kept.push(isFirst && isLineEnd(piece) ? { ...piece, source: null } : piece);
  }
  return kept;
}

const isLineEnd = ({ kind, source }: Piece) => kind === "text" && source?.includes("\n") === true;

/** Two paragraphs with the same answer read the same, however they are spelled. */
export function meaningOf(pieces: Piece[]): string {
  const runs: [text: string, marks: string][] = [];
  for (const piece of pieces) {
    const { kind, text, source, marks } = piece;
    const said = kind === "text" ? text : kind === "break" ? "\n" : isTyped(source) ? (source ?? "") : `\0${source ?? ""}\0`;
    const look = isBlank(piece) ? (runs.at(-1)?.[1] ?? "") : lookOf(marks);
    const last = runs.at(-1);
    if (last !== undefined && last[1] === look) last[0] += said;
    else runs.push([said, look]);
  }
  return JSON.stringify(runs.map(([said, look]) => [said.replace(/[ \t]+/g, " ").replace(/ ?\n ?/g, "\n"), look]));
}

function lookOf(marks: Mark[]): string {
  const looks = marks.map(({ type, attrs }) => (type === "link" ? `link ${String(attrs?.href)} ${String(attrs?.title ?? "")}` : type));
  return looks.sort().join("\n");
}

/** Notes and formulas may be typed as they are written; other things that look like Markdown are meant as text. */
function isTyped(source: string | null): boolean {
  return source !== null && /^(?:\[\^|\$|\\\(|\\\[)/.test(source);
}

function cut(node: JSONContent): Piece[] {
  const attrs = (node.attrs ?? {}) as Record<string, string>;
  const all = node.marks ?? [];
  const marks = all.filter(({ type }) => type !== "spelled");
  if (node.type === "hardBreak") return [{ kind: "break", text: "", marks, source: attrs.source ?? "\\" }];
  if (node.type === "raw") return [{ kind: "raw", text: "", marks, source: attrs.source ?? "" }];
  const text = node.text ?? "";
  const spelling = all.find(({ type }) => type === "spelled")?.attrs as { text: string; source: string } | undefined;
  if (spelling !== undefined && spelling.text !== "" && text.replaceAll(spelling.text, "") === "") {
    return Array.from({ length: text.length / spelling.text.length }, () => ({ kind: "text", text: spelling.text, marks, source: spelling.source }));
  }
  const parts = text.replaceAll("\n", " ").split(/([ \t\u00a0]+)/).filter((part) => part !== "");
  return parts.map((part) => ({ kind: "text", text: part, marks, source: null }));
}

const isSpace = ({ kind, text, source }: Piece) => kind === "break" || (kind === "text" && (source === null || source.includes("\n")) && /^[ \t]*$/.test(text));

/** White space outside code: bold or not, it looks the same, and Markdown has no mark that begins or ends with it. */
export function isBlank({ kind, text, marks }: Piece): boolean {
  return kind === "break" || (kind === "text" && text.trim() === "" && !marks.some(({ type }) => type === "code"));
}
