import type { Nodes, Root } from "hast";

const BLOCKS = new Set(["p", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"]);

/** Rehype plug-in, after sanitising: each block runs in the direction of its own words. */
export function rehypeDirections() {
  return (tree: Root) => direct(tree);
}

function direct(node: Nodes): void {
  if (node.type === "element" && BLOCKS.has(node.tagName)) node.properties.dir = "auto";
  if ("children" in node) for (const child of node.children) direct(child);
}
