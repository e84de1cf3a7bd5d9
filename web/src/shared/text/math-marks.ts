import type { Element, Nodes, Root } from "hast";
import { formulaAt } from "./masked-math";

/** Rehype plug-in, after sanitising: marks the inline code that is a formula in the source, and leaves none in indented code. */
export function rehypeMathMarks(source: string) {
  return () => (tree: Root) => markIn(tree, source);
}

function markIn(parent: Root | Element, source: string): void {
  for (const node of parent.children as Nodes[]) {
    if (node.type !== "element") continue;
    if (node.tagName === "code") markFormula(node, source);
    else if (node.tagName === "pre") unmask(node, source);
    else markIn(node, source);
  }
}

/** Code by its indentation was not known as code when formulas were masked; its lines end as those of the source do. */
function unmask(block: Element, source: string): void {
  const [code] = block.children;
  const [text] = code?.type === "element" ? code.children : [];
  const written = source.slice(block.position?.start.offset ?? 0, block.position?.end.offset ?? 0);
  if (text?.type !== "text" || /^\s*(```|~~~)/.test(written)) return;
  const lines = written.split(/\r\n|\r|\n/);
  text.value = text.value
    .split("\n")
    .map((line, number) => (line === "" ? line : (lines[number] ?? line).slice(-line.length)))
    .join("\n");
}

function markFormula(node: Element, source: string): void {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  const formula = start === undefined || end === undefined ? null : formulaAt(source, start, end);
  if (formula === null) return;
  node.properties = { dataTex: formula.tex, dataDisplay: formula.isDisplay ? "block" : "inline" };
  node.children = [{ type: "text", value: formula.tex }];
}
