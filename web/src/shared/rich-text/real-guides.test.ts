import { existsSync, readdirSync, readFileSync } from "node:fs";
import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { blocksOf, isSame, onlyBlock, parse } from "./blocks-of";
import { lossless } from "./lossless";
import { CONTENT } from "./schema";

const ROOT = `${import.meta.dirname}/../../../../`;
const SPEC = `${ROOT}../shared/data/model_spec`;
const schema = getSchema(CONTENT);
const MARK = "QZ";

/** The texts under the headings of a guide, as the editor opens them. */
function bodiesOf(file: string): string[] {
  const guide = readFileSync(file, "utf8");
  const headings = parse(guide).children.filter(({ type }) => type === "heading");
  const places = headings.map(({ position }, index) => [position?.end.offset ?? 0, headings[index + 1]?.position?.start.offset ?? guide.length]);
  return places.map(([from = 0, to = 0]) => guide.slice(from, to).replace(/^(?:[ \t]*\n)*/, "").trimEnd()).filter((body) => body !== "");
}

/** Writes two letters into the middle of the first words of a block. */
function typedInto(doc: Node, block: number): Node {
  const start = doc.children.slice(0, block).reduce((sum, node) => sum + node.nodeSize, 0);
  const steps = new Transform(doc);
  doc.child(block).descendants((node, at) => {
    const isLong = node.isText && (node.text ?? "").length > 2;
    if (!steps.docChanged && isLong) steps.insert(start + 1 + at + Math.floor((node.text ?? "").length / 2), schema.text(MARK, node.marks));
  });
  return steps.doc;
}

function expectLossless(bodies: string[]): { nBlocks: number; nShown: number; nSame: number } {
  const found = { nBlocks: 0, nShown: 0, nSame: 0 };
  for (const body of bodies) {
    const { read, write } = lossless(schema);
    const doc = read(body);
    expect(write(doc)).toBe(body);
    const { blocks, references } = blocksOf(body);
    blocks.forEach((block, index) => {
      const edited = typedInto(doc, index);
      if (edited === doc) return;
      const before = blocks.slice(0, index).reduce((text, { gap, source }) => text + gap + source, "") + block.gap;
      const behind = blocks.slice(index + 1).reduce((text, { gap, source }) => text + gap + source, "");
      const text = write(edited);
      expect(text.startsWith(before) && text.endsWith(behind), `around: ${block.source}`).toBe(true);
      const own = text.slice(before.length, text.length - behind.length);
      expect(own.split(MARK)).toHaveLength(2);
      const undone = own.replace(MARK, "");
      expect(isSame(block.node, onlyBlock(undone, references)), `${block.source}\n→\n${own}`).toBe(true);
      found.nBlocks += 1;
      found.nShown += doc.child(index).type.name === "source" ? 0 : 1;
      found.nSame += undone === block.source ? 1 : 0;
    });
  }
  return found;
}

test("opens and writes the demo's guide byte for byte, and an edit changes its own block only", { timeout: 60_000 }, () => {
  const { nBlocks, nShown, nSame } = expectLossless(bodiesOf(`${ROOT}copydesk/server/demo/guide.md`));
  expect(nBlocks).toBeGreaterThan(200);
  expect([nShown, nSame]).toEqual([nBlocks, nBlocks]);
});

describe.skipIf(!existsSync(SPEC))("the published model spec (skipped where ../shared/data is not there)", () => {
  const releases = existsSync(SPEC) ? readdirSync(SPEC).filter((name) => /^\d{4}-/.test(name)) : [];
  test.each(releases)("of %s opens and is written byte for byte, and an edit changes its own block only", { timeout: 120_000 }, (release) => {
    const { nBlocks, nShown, nSame } = expectLossless(bodiesOf(`${SPEC}/${release}/model_spec.md`));
    expect(nBlocks).toBeGreaterThan(400);
    expect(nShown).toBe(nBlocks);
    // White space at the end of lines goes, and other indents become one.
    expect(nSame / nBlocks).toBeGreaterThan(0.98);
  });
});
