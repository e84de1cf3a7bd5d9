import { getSchema, type JSONContent } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { blocksOf, isSame, onlyBlock, parse } from "./blocks-of";
import { lossless } from "./lossless";
import { meaningOf, piecesOf } from "./pieces";
import { readInline } from "./read-inline";
import { CONTENT } from "./schema";
import { writeInline } from "./write-inline";

const schema = getSchema(CONTENT);
const N_TEXTS = 400;
const SIGNS = "a|b|word| | |\n|\n\n|*|**|_|__|`|``|[|]|(|)|<|>|> |- |1. |* |    |  |&amp;|&|\\|\\*|#|~~~\n|```\n|~~|---|\n---\n|![x](y)|[l](u)|[^n]|<b>|<!-- c -->|$x_1$|https://a_b.c/x|[x]: y\n|=|+ |\t|:|[ ] |é|日本".split("|");
const CHARS = Array.from("ab *_`[]()<>&\\#~-!$:1.=+xy\n@é|").concat("amp;", "http://");

/** The same numbers in every run (mulberry32). */
function randomFrom(seed: number) {
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const text = (parts: string[], most: number) => Array.from({ length: 1 + Math.floor(random() * most) }, () => parts[Math.floor(random() * parts.length)]).join("");
  return { random, text };
}

function withLetters(doc: Node, index: number): Node {
  const start = doc.children.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);
  const steps = new Transform(doc);
  doc.child(index).descendants((node, at) => {
    const place = node.isText ? (node.text ?? "").search(/[a-z]{2}/) : -1;
    if (place !== -1 && !steps.docChanged) steps.insert(start + 1 + at + place + 1, schema.text("QZ", node.marks));
  });
  return steps.doc;
}

test("keeps any text, and what an edit of any of its blocks leaves is read as before", { timeout: 60_000 }, () => {
  const { text: some } = randomFrom(7);
  for (let n = 0; n < N_TEXTS; n += 1) {
    const text = some(SIGNS, 25);
    const { read, write } = lossless(schema);
    const doc = read(text);
    expect(write(doc)).toBe(text.trim() === "" ? "" : text);
    blocksOf(text).blocks.forEach((_, index) => {
      const edited = doc.child(index).type.name === "source" ? doc : withLetters(doc, index);
      const [now, before] = [parse(write(edited).replace("QZ", "")).children, parse(text).children];
      expect(now.length, `${JSON.stringify(text)} → ${JSON.stringify(write(edited))}`).toBe(before.length);
      now.forEach((node, at) => expect(isSame(node, before[at] ?? null), `${JSON.stringify(text)} → ${JSON.stringify(write(edited))}`).toBe(true));
    });
  }
});

test("writes any words with any marks so that they are read as they were", { timeout: 60_000 }, () => {
  const { random, text } = randomFrom(11);
  const word = (): JSONContent => {
    const marks = ["bold", "italic", "strike", "code", "link"].filter(() => random() < 0.2).map((type) => ({ type, ...(type === "link" && { attrs: { href: "http://a b/(c", title: null } }) }));
    return random() < 0.07 ? { type: "hardBreak" } : { type: "text", text: text(CHARS, 6), marks };
  };
  for (let n = 0; n < N_TEXTS; n += 1) {
    const nodes = Array.from({ length: 1 + Math.floor(random() * 5) }, word);
    const written = writeInline(nodes, "");
    const block = onlyBlock(written, "");
    const words = block?.type === "paragraph" ? readInline(block.children, { source: written, isInner: false }) : [];
    expect(meaningOf(piecesOf(words)), written).toBe(meaningOf(piecesOf(nodes)));
  }
});
