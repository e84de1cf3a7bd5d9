import type { Element, ElementContent, Root, RootContent, Text } from "hast";

const MARK = /\[\^([^\]\s]+)\]/g;

/** Rehype plug-in, after sanitising: `[^id]` without a note of that name leads to an evaluation prompt; it reads as a small raised id. */
export function rehypePromptMarks() {
  return (tree: Root) => raise(tree);
}

function raise(parent: Root | Element): void {
  const children: RootContent[] = parent.children;
  const raised = children.flatMap((child): RootContent[] => {
    if (child.type === "element" && child.tagName !== "code") raise(child);
    return child.type === "text" ? cut(child) : [child];
  });
  parent.children = raised;
}

function cut(text: Text): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const { index, 0: mark, 1: id = "" } of text.value.matchAll(MARK)) {
    parts.push({ type: "text", value: text.value.slice(from, index) }, { type: "element", tagName: "sup", properties: {}, children: [{ type: "text", value: id }] });
    from = index + mark.length;
  }
  return from === 0 ? [text] : [...parts, { type: "text", value: text.value.slice(from) }];
}
