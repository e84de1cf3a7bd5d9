import type { Element, Nodes, Root } from "hast";
import { formulaAt } from "./masked-math";

/** Rehype plug-in, after sanitising: marks the inline code that is a formula in the source. */
export function rehypeMathMarks(source: string) {
  return () => (tree: Root) => markIn(tree, source);
}

function markIn(parent: Root | Element, source: string): void {
  for (const node of parent.children as Nodes[]) {
    if (node.type !== "element") continue;
    if (node.tagName === "code") markFormula(node, source);
    else markIn(node, source);
  }
}

function markFormula(node: Element, source: string): void {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  const formula = start === undefined || end === undefined ? null : formulaAt(source, start, end);
  if (formula === null) return;
  node.properties = { dataTex: formula.tex, dataDisplay: formula.isDisplay ? "block" : "inline" };
  node.children = [{ type: "text", value: formula.tex }];
}
