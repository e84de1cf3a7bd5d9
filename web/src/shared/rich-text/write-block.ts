import type { Node } from "@tiptap/pm/model";
import { parse } from "./blocks-of";
import { writeInline } from "./write-inline";

/** A block and its Markdown. */
export interface Written {
  node: Node;
  text: string;
}

const paragraphs = new WeakMap<Node, { references: string; text: string }>();

/** The Markdown of a block, anew. Empty for a paragraph in which nothing stands. */
export function writeBlock(node: Node, references: string, before: Written | null = null): string {
  switch (node.type.name) {
    case "paragraph":
      return writeParagraph(node, references);
    case "blockquote":
      return prefixed(writeChildren(node, references), "> ", ">");
    case "bulletList":
    case "orderedList":
      return writeList(node, references, signOf(node, before));
    case "codeBlock":
      return writeCode(node, before);
    case "horizontalRule":
      return (node.attrs.source as string | null) ?? "---";
    default:
      return node.textContent;
  }
}

function writeParagraph(node: Node, references: string): string {
  const known = paragraphs.get(node);
  if (known?.references === references) return known.text;
  const text = writeInline(node.content.toJSON() as Parameters<typeof writeInline>[0] | null ?? [], references);
  paragraphs.set(node, { references, text });
  return text;
}

function writeChildren(parent: Node, references: string): string {
  let written = "";
  let before: Written | null = null;
  parent.forEach((node) => {
    const text = writeBlock(node, references, before);
    if (text === "") return;
    const now: Written = { node, text };
    if (before !== null) written += gapBetween(before, now, parent);
    written += text;
    before = now;
  });
  return written;
}

/** The line ends between two blocks: those that were there, where the two are still read as two. */
export function gapBetween(before: Written, now: Written, parent: Node): string {
  const gap = (now.node.attrs.gap as string | null) ?? "";
  const isInItem = parent.type.name === "listItem" && now.node.type.name.endsWith("List");
  const wanted = gap.includes("\n") ? gap : isInItem ? "\n" : "\n\n";
  return /\n[ \t]*\n/.test(wanted) || mayFollow(before, now) ? wanted : "\n\n";
}

/** Whether a block may stand in the very next line. */
function mayFollow(before: Written, { text }: Written): boolean {
  if (before.node.type.name === "paragraph" && /^(?:>|(?:[-*+]|1[.)]) +\S|```|~~~)/.test(text)) return true;
  const [first, second, ...others] = parse(`${before.text}\n${text}`).children;
  return first?.position?.end.line === before.text.split("\n").length && second !== undefined && others.length === 0;
}

function prefixed(text: string, prefix: string, empty: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? empty : prefix + line))
    .join("\n");
}

interface ListAttributes {
  start?: number;
  isCounting?: boolean;
  /** The spaces behind the sign, and those before the further lines of an item. */
  padding: number;
  indent: number | null;
  isLoose: boolean;
}

function writeList(list: Node, references: string, sign: string): string {
  const { start = 1, isCounting = true, padding, indent, isLoose } = list.attrs as ListAttributes;
  let written = "";
  list.forEach((item, _, index) => {
    const number = start + (isCounting ? index : 0);
    const mark = list.type.name === "orderedList" ? `${number}${sign}` : sign;
    const text = writeChildren(item, references);
    const least = mark.length + padding;
    const room = " ".repeat(indent !== null && indent >= least && indent < least + 4 ? indent : least);
    if (index > 0) written += (item.attrs.gap as string | null) ?? (isLoose ? "\n\n" : "\n");
    written += text === "" ? mark : mark + " ".repeat(padding) + prefixed(text, room, "").slice(room.length);
  });
  return written;
}

/** A list right behind another one gets another sign: with the same the two would be one. */
function signOf(list: Node, before: Written | null): string {
  const own = (list.attrs.sign as string | null) ?? (list.type.name === "orderedList" ? "." : "-");
  if (before?.node.type !== list.type) return own;
  const [taken] = /^(?:[-*+]|\d{1,9}[.)])/.exec(before.text) ?? [""];
  if (!taken.endsWith(own)) return own;
  return { "-": "*", "*": "-", "+": "-", ".": ")", ")": "." }[own] ?? own;
}

/** A list behind a list of its kind, and indented code behind other indented code or any list, become part of what is above. */
export function wouldJoin(before: Node, node: Node): boolean {
  const isIndented = (one: Node) => one.type.name === "codeBlock" && one.attrs.fence === "";
  const isBehindList = before.type.name.endsWith("List");
  return isIndented(node) ? isBehindList || isIndented(before) : isBehindList && node.type === before.type;
}

function writeCode(node: Node, before: Written | null): string {
  const { fence, info } = node.attrs as { fence: string | null; info: string };
  const text = node.textContent;
  const isIndented = fence === "" && (before === null || !wouldJoin(before.node, node)) && /^\S/.test(text) && /\S$/.test(text);
  if (isIndented) return prefixed(text, "    ", "");
  const sign = (fence ?? "") === "" ? (info.includes("`") ? "~~~" : "```") : (fence ?? "```");
  const char = sign[0] ?? "`";
  const longest = Math.max(0, ...[...text.matchAll(char === "`" ? /^ {0,3}(`{3,})/gm : /^ {0,3}(~{3,})/gm)].map(([, run = ""]) => run.length));
  const mark = char.repeat(Math.max(sign.length, longest === 0 ? 0 : longest + 1));
  return `${mark}${info.replace(/\n/g, " ")}\n${text}${text === "" ? "" : "\n"}${mark}`;
}
