import type { ElementContent, Root, RootContent } from "hast";

export interface RuleExample {
  verdict: "good" | "ok" | "bad";
  text: string;
  explanation: string | null;
  context: { role: string; text: string }[];
  breaks: string[];
  spelling: "quote" | "comparison" | "fence";
  /** The first line and the one behind the last, from 0 in the body. */
  lines: number[];
  /** Those of the quote or fence around it. */
  block: number[];
}

export interface RuleCheck {
  kind: string;
  message: string | null;
  lines: number[];
}

/** A part of a rule's body that is shown as what it means instead of as it is written. */
export interface RuleBlock {
  start: number;
  end: number;
  examples: RuleExample[];
  check: RuleCheck | null;
}

/** The examples and checks of a body. A block that holds more than they say stays as it is written. */
export function blocksOf(body: string, examples: RuleExample[], checks: RuleCheck[]): RuleBlock[] {
  const lines = body.split(/\r\n|\r|\n/);
  const blocks = new Map<string, RuleBlock>();
  for (const example of examples) {
    const [start = 0, end = 0] = example.block;
    const block = blocks.get(example.block.join()) ?? { start, end, examples: [], check: null };
    blocks.set(example.block.join(), { ...block, examples: [...block.examples, example] });
  }
  const whole = [...blocks.values()].filter((block) => isWhole(block, lines));
  const checked = checks.map((check): RuleBlock => ({ start: check.lines[0] ?? 0, end: check.lines[1] ?? 0, examples: [], check }));
  return [...whole, ...checked].sort((one, other) => one.start - other.start);
}

function isWhole({ start, end, examples }: RuleBlock, lines: string[]): boolean {
  if (examples[0]?.spelling !== "comparison") return examples.reduce((sum, { lines: [from = 0, behind = 0] }) => sum + behind - from, 0) === end - start;
  const source = lines.slice(start, end).join("\n");
  const compared = [...source.matchAll(/<comparison>(.*?)<\/comparison>/gs)].map(([, inside = ""]) => inside);
  const nAnswers = compared.reduce((sum, inside) => sum + inside.split("<assistant").length - 1, 0);
  const rest = source.slice(source.lastIndexOf("</comparison>") + "</comparison>".length);
  return nAnswers === examples.length && !rest.includes("<");
}

/** Rehype plug-in, after sanitising: an empty `div` with the number of the block stands for all that a block holds. */
export function rehypeRuleBlocks(blocks: RuleBlock[]) {
  return () => (tree: Root) => {
    const children: RootContent[] = [];
    let next = 0;
    const place = (line: number) => {
      for (; next < blocks.length && (blocks[next]?.start ?? 0) <= line; next += 1) children.push(placeOf(next));
    };
    for (const child of tree.children) {
      const line = child.position === undefined ? null : child.position.start.line - 1;
      if (line !== null) place(line);
      if (line === null || !blocks.some(({ start, end }) => start <= line && line < end)) children.push(child);
    }
    place(Infinity);
    tree.children = children;
  };
}

function placeOf(block: number): ElementContent {
  return { type: "element", tagName: "div", properties: { dataRuleBlock: String(block) }, children: [] };
}
