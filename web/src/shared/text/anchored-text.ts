import type { Element, Nodes, Root } from "hast";
import { anchorOf, TARGETS, type TextAnchor, type TextPlace } from "./anchor";

/** An element with these attributes shows the text at `data-pointer` of the document `data-target`. */
const PLACE = "data-pointer";
/** A span with this attribute shows source text that begins at this UTF-16 offset. */
const OFFSET = "data-offset";

/**
 * Rehype plug-in: puts each piece of shown text into a span that knows its offset in the Markdown source.
 * Text that does not stand in the source letter by letter (entities, escapes) gets none and cannot be anchored.
 */
export function rehypeSourceOffsets(source: string) {
  return () => (tree: Root) => {
    markChildren(tree, source);
  };
}

function markChildren(parent: Root | Element, source: string): void {
  const marked: Nodes[] = parent.children.map((child) => mark(child, source));
  parent.children = marked as typeof parent.children;
}

function mark(node: Nodes, source: string): Nodes {
  if (node.type === "element") markChildren(node, source);
  if (node.type !== "text" || node.value.trim() === "") return node;
  const start = offsetOf(node.value, node.position?.start.offset, node.position?.end.offset, source);
  if (start === null) return node;
  return { type: "element", tagName: "span", properties: { dataOffset: String(start) }, children: [node] };
}

function offsetOf(value: string, start: number | undefined, end: number | undefined, source: string): number | null {
  if (start === undefined || end === undefined) return null;
  const within = source.slice(start, end).indexOf(value);
  return within < 0 ? null : start + within;
}

/** The selected text as an anchor; null when nothing is selected, or not inside one anchored text. */
export function selectedAnchor(selection: Selection | null, textAt: (place: TextPlace) => string | null) {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  return rangeAnchor(selection.getRangeAt(0), textAt);
}

function rangeAnchor(range: Range, textAt: (place: TextPlace) => string | null): TextAnchor | null {
  const element = elementOf(range.commonAncestorContainer).closest(`[${PLACE}]`);
  const target = TARGETS.find((name) => name === element?.getAttribute("data-target"));
  const pointer = element?.getAttribute(PLACE);
  if (!element || target === undefined || pointer == null) return null;
  const text = textAt({ target, pointer });
  const places = [...element.querySelectorAll(`[${OFFSET}]`)].filter((span) => range.intersectsNode(span));
  const first = places.at(0);
  const last = places.at(-1);
  if (text === null || first === undefined || last === undefined) return null;
  const start = offsetIn(first, range.startContainer, range.startOffset, 0);
  const end = offsetIn(last, range.endContainer, range.endOffset, last.textContent.length);
  return anchorOf({ target, pointer }, text, start, end);
}

function elementOf(node: Node): HTMLElement {
  return node instanceof HTMLElement ? node : (node.parentElement ?? document.body);
}

function offsetIn(span: globalThis.Element, container: Node, offset: number, otherwise: number): number {
  const base = Number(span.getAttribute(OFFSET));
  const inside = container.nodeType === Node.TEXT_NODE && span.contains(container);
  return base + (inside ? offset : otherwise);
}
