import type { JSONContent } from "@tiptap/core";
import type { Node, Schema } from "@tiptap/pm/model";
import { blocksOf, isSame, onlyBlock, type Block, type Blocks } from "./blocks-of";
import { readBlock, withGap } from "./read-block";
import { gapBetween, wouldJoin, writeBlock, type Written } from "./write-block";

interface Origin {
  text: Blocks;
  index: number;
}

/** A block of the document as it is written, with what stands before it. */
interface Line extends Written {
  gap: string;
  /** Its number in the text that was read, when nobody touched it since. */
  index: number | null;
}

export interface Lossless {
  /** The document of a text. What is the same in the document at hand is taken from there. */
  read: (text: string, atHand?: Node) => Node;
  /** The text of a document: blocks that nobody touched are byte for byte what they were. */
  write: (doc: Node) => string;
  /** The lines of each block of a document: its first, and the one behind its last. */
  linesOf: (doc: Node) => [first: number, behind: number][];
}

/**
 * Between Markdown and the documents of an editor. Nodes never change, so a node that is still there was not edited, and
 * is written as it was read; only edited blocks are written anew. A block that would not be read from its new spelling as it
 * was from its own is shown as its source.
 */
export function lossless(schema: Schema): Lossless {
  const origins = new WeakMap<Node, Origin>();
  let current: { text: Blocks; nodes: Node[] } = { text: blocksOf(""), nodes: [] };

  /** Null stands for an empty paragraph. */
  const written = (doc: Node): (Line | null)[] => {
    let before: Line | null = null;
    return doc.children.map((node) => {
      const known = originOf(node);
      const isNext = before !== null && before.index !== null && known?.text === current.text && known.index === before.index + 1;
      const origin = before !== null && !isNext && wouldJoin(before.node, node) ? null : known;
      const block = origin?.text.blocks[origin.index];
      const text = block?.source ?? writeBlock(node, current.text.references, before);
      if (text === "") return null;
      const line: Line = { node, text, gap: "", index: origin?.text === current.text ? origin.index : null };
      if (before !== null) line.gap = isNext ? (block?.gap ?? "") : gapBetween(before, line, doc);
      before = line;
      return line;
    });
  };

  /** What was undone is again what it was, though it is another node. */
  const originOf = (node: Node): Origin | null => {
    const index = origins.has(node) ? -1 : current.nodes.findIndex((other) => other.eq(node));
    return origins.get(node) ?? (index === -1 ? null : { text: current.text, index });
  };

  const nodeOf = (block: Block, text: string, references: string, gap: string | null): Node => {
    try {
      const node = schema.nodeFromJSON(withGap(readBlock(block.node, text), gap));
      node.check();
      const anew = writeBlock(node, references);
      if (anew === block.source || isSame(block.node, onlyBlock(anew, references))) return node;
    } catch {
      // It has something in it that the schema does not know.
    }
    return schema.nodeFromJSON(withGap(sourceBlock(block.source), gap));
  };

  return {
    read: (text, atHand) => {
      const cut = blocksOf(text);
      const known = atHand === undefined ? [] : written(atHand).filter((line) => line !== null);
      const isKept = (line: Line | undefined, block: Block, index: number) =>
        line?.text === block.source && (index === 0 || ((line.node.attrs.gap as string | null) ?? "\n\n") === block.gap);
      const { blocks } = cut;
      const nFirst = countWhile(blocks, (block, index) => isKept(known[index], block, index));
      const shift = known.length - blocks.length;
      const nLast = countWhile(blocks.slice(nFirst).reverse(), (block, index) => {
        const at = blocks.length - 1 - index;
        return at + shift >= nFirst && isKept(known[at + shift], block, at);
      });
      const nodes = blocks.map((block, index) => {
        const line = index < nFirst ? known[index] : index >= blocks.length - nLast ? known[index + shift] : undefined;
        const node = line?.node ?? nodeOf(block, text, cut.references, index === 0 ? null : block.gap);
        origins.set(node, { text: cut, index });
        return node;
      });
      current = { text: cut, nodes };
      return schema.node("doc", null, nodes.length > 0 ? nodes : [schema.node("paragraph")]);
    },
    write: (doc) => {
      const lines = written(doc).filter((line) => line !== null);
      if (lines.length === 0) return "";
      const lead = current.text.blocks[0]?.gap ?? "";
      return lead + lines.map(({ gap, text }) => gap + text).join("") + (current.text.blocks.length === 0 ? "" : current.text.tail);
    },
    linesOf: (doc) => {
      let at = newlinesIn(current.text.blocks[0]?.gap ?? "");
      return written(doc).map((line) => {
        if (line === null) return [at, at];
        const first = at + newlinesIn(line.gap);
        at = first + newlinesIn(line.text);
        return [first, at + 1];
      });
    },
  };
}

function sourceBlock(source: string): JSONContent {
  return { type: "source", ...(source !== "" && { content: [{ type: "text", text: source }] }) };
}

function countWhile<Item>(items: Item[], isMeant: (item: Item, index: number) => boolean): number {
  const n = items.findIndex((item, index) => !isMeant(item, index));
  return n === -1 ? items.length : n;
}

function newlinesIn(text: string): number {
  return text.split("\n").length - 1;
}
