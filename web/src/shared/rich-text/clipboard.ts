import { Extension } from "@tiptap/core";
import { Fragment, Slice, type Node, type Schema } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { lossless } from "./lossless";

/** Text is copied as Markdown, and pasted text is read as Markdown. */
export const Clipboard = Extension.create({
  name: "clipboard",
  addProseMirrorPlugins() {
    const { schema } = this.editor;
    return [
      new Plugin({
        props: {
          clipboardTextParser: (text, _, isPlain) => (isPlain ? (null as unknown as Slice) : sliceOf(nodesOf(schema, text))),
          clipboardTextSerializer: (slice) => textOf(schema, slice),
        },
      }),
    ];
  },
});

export function nodesOf(schema: Schema, text: string): Node[] {
  return [...lossless(schema).read(text.replace(/\r\n?/g, "\n")).children];
}

/** Paragraphs at its ends go on in those at which it is put in. */
function sliceOf(nodes: Node[]): Slice {
  const isOpen = (node: Node | undefined) => (node?.type.name === "paragraph" ? 1 : 0);
  return new Slice(Fragment.from(nodes), isOpen(nodes[0]), isOpen(nodes.at(-1)));
}

function textOf(schema: Schema, { content, openStart }: Slice): string {
  const [only] = content.childCount === 1 ? [content.firstChild] : [];
  if (only == null || !only.isTextblock || openStart === 0) return lossless(schema).write(schema.topNodeType.create(null, content));
  return only.textBetween(0, only.content.size, "\n", (leaf) => (leaf.type.name === "hardBreak" ? "\n" : String(leaf.attrs.source ?? "")));
}
