import type { JSONContent } from "@tiptap/core";
import type { Code, List, ListItem, RootContent } from "mdast";
import { endOf, startOf, type Place } from "./blocks-of";
import { readInline, Unreadable } from "./read-inline";

/** A block of the text as a node of the editor. Throws `Unreadable` where the editor has no form for it. */
export function readBlock(node: RootContent, source: string, isInner = false): JSONContent {
  switch (node.type) {
    case "paragraph":
      return { type: "paragraph", content: readInline(node.children, { source, isInner }) };
    case "blockquote":
      return { type: "blockquote", content: readChildren(node.children, source) };
    case "list":
      return readList(node, source);
    case "code":
      return readCode(node, source, isInner);
    case "thematicBreak":
      return { type: "horizontalRule", attrs: { source: source.slice(startOf(node), endOf(node)).trim() } };
    default:
      throw new Unreadable();
  }
}

function readChildren(nodes: RootContent[], source: string): JSONContent[] {
  if (nodes.length === 0) throw new Unreadable();
  return nodes.map((node, index) => withGap(readBlock(node, source, true), gapBefore(nodes, index)));
}

function readList(list: List, source: string): JSONContent {
  const [first] = list.children;
  const sign = first === undefined ? null : /^(?:([-*+])|\d{1,9}([.)]))([ \t]*)/.exec(source.slice(startOf(first), endOf(first)));
  if (first === undefined || sign === null) throw new Unreadable();
  const { 1: bullet, 2: delimiter, 3: space = "" } = sign;
  const content = list.children.map((item, index) => withGap(readItem(item, source), gapBefore(list.children, index)));
  const padding = space.includes("\t") || space.length < 1 || space.length > 4 ? 1 : space.length;
  const attrs = { sign: bullet ?? delimiter, padding, indent: indentOf(list), isLoose: list.spread === true };
  if (list.ordered !== true) return { type: "bulletList", attrs, content };
  return { type: "orderedList", attrs: { ...attrs, start: list.start ?? 1, isCounting: numberOf(list.children[1], source) !== (list.start ?? 1) }, content };
}

/** How far the further blocks of its items are moved in: some write four spaces where two are enough. */
function indentOf(list: List): number | null {
  const [item, block] = list.children.map((one) => [one, one.children[1]] as const).find(([, further]) => further !== undefined) ?? [];
  const [outer, inner] = [item?.position?.start.column, block?.position?.start.column];
  return outer === undefined || inner === undefined ? null : inner - outer;
}

function readItem(item: ListItem, source: string): JSONContent {
  if (item.checked != null || (item.children.length > 0 && item.children[0]?.type !== "paragraph")) throw new Unreadable();
  return { type: "listItem", content: item.children.length === 0 ? [{ type: "paragraph" }] : readChildren(item.children, source) };
}

function numberOf(item: ListItem | undefined, source: string): number {
  return item === undefined ? -1 : Number.parseInt(source.slice(startOf(item), endOf(item)), 10);
}

function readCode(node: Code, source: string, isInner: boolean): JSONContent {
  const written = source.slice(startOf(node), endOf(node));
  const [, fence = "", info = ""] = /^(`{3,}|~{3,})[ \t]*([^\n]*?)[ \t]*(?:\n|$)/.exec(written) ?? [];
  if (fence === "" && isInner) throw new Unreadable();
  return { type: "codeBlock", attrs: { fence, info }, ...(node.value !== "" && { content: [{ type: "text", text: node.value }] }) };
}

/** The line ends between a block and the one before, where it is not the first. */
function gapBefore(nodes: Place[], index: number): string | null {
  const [before, node] = [nodes[index - 1]?.position, nodes[index]?.position];
  return before === undefined || node === undefined ? null : "\n".repeat(Math.max(1, node.start.line - before.end.line));
}

export function withGap(node: JSONContent, gap: string | null): JSONContent {
  return gap === null ? node : { ...node, attrs: { ...node.attrs, gap } };
}
