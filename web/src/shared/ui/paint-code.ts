import type { Nodes, Root } from "hast";
import { rangeBetween } from "@/shared/text/text-range";

interface Highlighter {
  registered: (language: string) => boolean;
  highlight: (language: string, text: string) => Root;
}

/** The kinds of words that have a colour; see `markdown.module.css`. */
const PAINTS: Record<string, string> = {
  "hljs-keyword": "code-keyword",
  "hljs-built_in": "code-keyword",
  "hljs-literal": "code-value",
  "hljs-number": "code-value",
  "hljs-string": "code-string",
  "hljs-comment": "code-comment",
  "hljs-title": "code-name",
  "hljs-attr": "code-name",
};

/** Colours the words of a program by CSS highlights; returns what takes the colours away. */
export function paintCode(element: Element, highlighter: Highlighter, language: string): () => void {
  if (!highlighter.registered(language)) return () => undefined;
  const painted: [Highlight, Range][] = [];
  let offset = 0;
  const walk = (node: Nodes, paint: string | undefined) => {
    if (node.type === "text") {
      const range = paint === undefined ? null : rangeBetween(element, offset, offset + node.value.length);
      if (range !== null && paint !== undefined) painted.push([add(paint, range), range]);
      offset += node.value.length;
    } else if ("children" in node) {
      const names = node.type === "element" && Array.isArray(node.properties.className) ? node.properties.className : [];
      const own = names.map((name) => PAINTS[name]).find(Boolean);
      for (const child of node.children) walk(child, own ?? paint);
    }
  };
  walk(highlighter.highlight(language, element.textContent), undefined);
  return () => {
    for (const [highlight, range] of painted) highlight.delete(range);
  };
}

function add(name: string, range: Range): Highlight {
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, highlight);
  highlight.add(range);
  return highlight;
}
