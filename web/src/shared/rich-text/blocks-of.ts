import type { Nodes, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { maskMath } from "@/shared/text/masked-math";

// A bare address stays the text that it is: what is made of it has no place in the source.
const MDAST_EXTENSIONS = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

/** The tree of a Markdown text, with places. Formulas look like inline code in it. */
export function parse(source: string): Root {
  return read(withoutFormulas(source));
}

const read = (source: string) => fromMarkdown(source, { extensions: [gfm()], mdastExtensions: MDAST_EXTENSIONS });

/** Formulas are masked, but not in code and HTML, which must come out of the tree as they are. */
function withoutFormulas(source: string): string {
  const masked = maskMath(source);
  if (masked === source) return source;
  const kept: [from: number, to: number][] = [];
  const keep = (node: Nodes) => {
    if (node.type === "code" || node.type === "inlineCode" || node.type === "html") kept.push([startOf(node), endOf(node)]);
    if ("children" in node) node.children.forEach(keep);
  };
  keep(read(source));
  // A mask changes the first and the last character of a formula and nothing else.
  const changed = Array.from({ length: source.length }, (_, at) => at).filter((at) => source[at] !== masked[at]);
  const chars = source.split("");
  for (let n = 0; n + 1 < changed.length; n += 2) {
    const [first = 0, last = 0] = changed.slice(n, n + 2);
    if (!kept.some(([from, to]) => first < to && last >= from)) chars[first] = chars[last] = "`";
  }
  return chars.join("");
}

/** One block on the text's own level: its lines, and what stands between it and the block before. */
export interface Block {
  node: RootContent;
  source: string;
  gap: string;
}

export interface Blocks {
  blocks: Block[];
  /** What stands behind the last block. */
  tail: string;
  /** Where references lead to, for the reading of a block on its own. */
  references: string;
}

/** Cuts a text into its blocks. All gaps and sources and the tail together are the text again, byte for byte. */
export function blocksOf(text: string): Blocks {
  const { children } = parse(text);
  const blocks: Block[] = [];
  let at = 0;
  for (const { node, from, to } of spansOf(children, text)) {
    blocks.push({ node, source: text.slice(from, to), gap: text.slice(at, from) });
    at = to;
  }
  const references = children.flatMap((node) => (node.type === "definition" ? [`\n\n[${node.label ?? node.identifier}]: #`] : []));
  return { blocks, tail: text.slice(at), references: references.join("") };
}

interface Span {
  node: RootContent;
  from: number;
  to: number;
}

/** The whole lines of each block. Where the parser has two in the same place, they are one that is not taken apart. */
function spansOf(nodes: RootContent[], text: string): Span[] {
  const spans: Span[] = [];
  for (const node of nodes) {
    const from = text.lastIndexOf("\n", startOf(node) - 1) + 1;
    const lineEnd = text.indexOf("\n", endOf(node));
    const to = lineEnd === -1 ? text.length : lineEnd;
    const last = spans.at(-1);
    if (last !== undefined && from <= last.from) {
      last.to = Math.max(last.to, to);
      last.node = { type: "html", value: "" };
    } else {
      if (last !== undefined) last.to = Math.min(last.to, from - 1);
      spans.push({ node, from, to });
    }
  }
  return spans;
}

/** The one block that a text is; null when it is none, or several. */
export function onlyBlock(text: string, references: string): RootContent | null {
  const [block, ...others] = parse(text + references).children;
  return block === undefined || others.some(({ type }) => type !== "definition") ? null : block;
}

export interface Place {
  position?: { start: { offset?: number | undefined; line: number }; end: { offset?: number | undefined; line: number } } | undefined;
}

export const startOf = (node: Place): number => node.position?.start.offset ?? 0;
export const endOf = (node: Place): number => node.position?.end.offset ?? 0;

/** Whether two trees say the same, wherever they stand. */
export function isSame(one: RootContent, other: RootContent | null): boolean {
  return withoutPlaces(one) === withoutPlaces(other);
}

function withoutPlaces(node: RootContent | null): string {
  return JSON.stringify(node, (key, value: unknown) => (key === "position" ? undefined : value));
}
