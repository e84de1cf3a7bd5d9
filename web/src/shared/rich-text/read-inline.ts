import type { JSONContent } from "@tiptap/core";
import type { Link, PhrasingContent } from "mdast";
import { endOf, startOf } from "./blocks-of";
import { spellingOf } from "./spelling";

type Mark = NonNullable<JSONContent["marks"]>[number];

/** Thrown where a block has something in it that the editor has no form for. */
export class Unreadable extends Error {}

interface Place {
  /** The text that the tree was made from. */
  source: string;
  /** In a quote or a list, where each line begins with the signs of the block. */
  isInner: boolean;
}

/** The words of a paragraph as nodes of the editor. */
export function readInline(nodes: PhrasingContent[], place: Place): JSONContent[] {
  return merged(nodes.flatMap((node) => read(node, [], place)));
}

function read(node: PhrasingContent, marks: Mark[], place: Place): JSONContent[] {
  const written = place.source.slice(startOf(node), endOf(node));
  const inside = (children: PhrasingContent[], mark: Mark) => children.flatMap((child) => read(child, withMark(marks, mark), place));
  switch (node.type) {
    case "text":
      return readText(node.value, written, marks, place);
    case "strong":
      return inside(node.children, { type: "bold", attrs: { marker: written.slice(0, 2) } });
    case "emphasis":
      return inside(node.children, { type: "italic", attrs: { marker: written.slice(0, 1) } });
    case "delete":
      return inside(node.children, { type: "strike", attrs: { marker: written.startsWith("~~") ? "~~" : "~" } });
    case "inlineCode":
      return isCode(written, node.value) ? textNode(node.value, withMark(marks, { type: "code" })) : raw(written, marks, place);
    case "break":
      return [{ type: "hardBreak", attrs: { source: written.startsWith("\\") ? "\\" : "  " }, ...markedWith(marks) }];
    case "link":
      if (node.children.length === 0 || written.startsWith("<")) return raw(written, marks, place);
      // A bare address is a text that everybody reads as a link.
      return written.startsWith("[") ? inside(node.children, linkMark(node, place)) : node.children.flatMap((child) => read(child, marks, place));
    default:
      return raw(written, marks, place);
  }
}

const markedWith = (marks: Mark[]) => (marks.length > 0 ? { marks } : {});

const textNode = (text: string, marks: Mark[]): JSONContent[] => (text === "" ? [] : [{ type: "text", text, ...markedWith(marks) }]);

function raw(source: string, marks: Mark[], { isInner }: Place): JSONContent[] {
  if (source === "" || (isInner && source.includes("\n"))) throw new Unreadable();
  return [{ type: "raw", attrs: { source }, ...markedWith(marks) }];
}

function readText(text: string, written: string, marks: Mark[], place: Place): JSONContent[] {
  const pieces = spellingOf(text, written, place.isInner) ?? [{ text }];
  return pieces.flatMap((piece) => {
    if (piece.isRaw === true) return raw(piece.text, marks, place);
    return textNode(piece.text, piece.source === undefined ? marks : withMark(marks, { type: "spelled", attrs: { text: piece.text, source: piece.source } }));
  });
}

function withMark(marks: Mark[], mark: Mark): Mark[] {
  if (marks.some(({ type }) => type === mark.type)) throw new Unreadable();
  return [...marks, mark].sort((one, other) => (one.type < other.type ? -1 : 1));
}

/** With the end of the link as it is written: its address, perhaps in angle brackets, and its title. */
function linkMark(node: Link, { source }: Place): Mark {
  const last = node.children.at(-1);
  const tail = last === undefined ? "" : source.slice(endOf(last), endOf(node));
  return { type: "link", attrs: { href: node.url, title: node.title ?? null, tail: tail === "" || tail.includes("\n") ? null : tail } };
}

/** Whether it is code, and not the mask of a formula. */
function isCode(written: string, value: string): boolean {
  if (!written.startsWith("`") && !written.endsWith("`")) return false;
  const words = written.replace(/^`+|`+$/g, "").replace(/\n[ \t>]*/g, " ");
  if (words.trim() !== value.trim()) throw new Unreadable();
  return true;
}

/** Neighbours with the same marks are one text. */
function merged(nodes: JSONContent[]): JSONContent[] {
  const kept: JSONContent[] = [];
  for (const node of nodes) {
    const last = kept.at(-1);
    if (last?.type === "text" && node.type === "text" && JSON.stringify(last.marks) === JSON.stringify(node.marks)) last.text = (last.text ?? "") + (node.text ?? "");
    else kept.push({ ...node });
  }
  return kept;
}
