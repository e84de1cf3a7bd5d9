import type { Root } from "hast";
import { describe, expect, it } from "vitest";
import { blocksOf, rehypeRuleBlocks, type RuleExample } from "./rule-blocks";

const example = (part: Partial<RuleExample>): RuleExample => ({
  verdict: "good",
  text: "Yes.",
  explanation: null,
  context: [],
  breaks: [],
  spelling: "quote",
  lines: [0, 1],
  block: [0, 1],
  ...part,
});

describe("blocksOf", () => {
  it("takes a quote with one or more examples and nothing else", () => {
    const both = [example({ lines: [0, 2], block: [0, 3] }), example({ verdict: "bad", lines: [2, 3], block: [0, 3] })];
    expect(blocksOf("> **Good:** Yes.\n>\n> **Bad:** No.", both, [])).toEqual([{ start: 0, end: 3, examples: both, check: null }]);
  });

  it("leaves a quote as it is written when it holds a reason, too", () => {
    expect(blocksOf("> **Good:** Yes.\n>\n> **Why:** So.", [example({ lines: [0, 2], block: [0, 3] })], [])).toEqual([]);
  });

  it("leaves a comparison as it is written when one of its answers has no verdict", () => {
    const source = (second: string) =>
      `~~~xml\n<user>\nHi\n</user>\n<comparison>\n<assistant> <!-- GOOD -->\nYes.\n</assistant>\n<assistant>${second}\nNo.\n</assistant>\n</comparison>\n~~~`;
    const good = example({ spelling: "comparison", lines: [5, 8], block: [0, 13] });
    const bad = example({ verdict: "bad", spelling: "comparison", lines: [8, 11], block: [0, 13] });
    expect(blocksOf(source(""), [good], [])).toEqual([]);
    expect(blocksOf(source(" <!-- BAD -->"), [good, bad], [])).toHaveLength(1);
  });

  it("leaves a comparison as it is written when the conversation goes on behind it", () => {
    const source = "<comparison>\n<assistant> <!-- GOOD -->\nYes.\n</assistant>\n</comparison>\n<user>\nThanks\n</user>";
    expect(blocksOf(source, [example({ spelling: "comparison", lines: [1, 4], block: [0, 8] })], [])).toEqual([]);
  });

  it("orders examples and checks by their lines", () => {
    const found = blocksOf("```check\nkind: length\n```\n\n> **Good:** Yes.", [example({ lines: [4, 5], block: [4, 5] })], [{ kind: "length", message: null, lines: [0, 3] }]);
    expect(found.map(({ start, check }) => [start, check?.kind])).toEqual([
      [0, "length"],
      [4, undefined],
    ]);
  });
});

describe("rehypeRuleBlocks", () => {
  const at = (line: number, value: string) => ({ type: "text" as const, value, position: { start: { line, column: 1 }, end: { line, column: 2 } } });
  const shown = (tree: Root) => tree.children.map((child) => (child.type === "element" ? `block ${String(child.properties.dataRuleBlock)}` : "value" in child ? child.value : ""));

  it("puts one place where the lines of a block were, and keeps the rest", () => {
    const tree: Root = { type: "root", children: [at(1, "before"), at(3, "one"), at(5, "two"), at(8, "after")] };
    rehypeRuleBlocks([{ start: 2, end: 6, examples: [], check: null }])()(tree);
    expect(shown(tree)).toEqual(["before", "block 0", "after"]);
  });

  it("puts the place at the end when nothing of the block is left and nothing follows", () => {
    const tree: Root = { type: "root", children: [at(1, "before")] };
    rehypeRuleBlocks([{ start: 2, end: 6, examples: [], check: null }])()(tree);
    expect(shown(tree)).toEqual(["before", "block 0"]);
  });
});
