import { Editor, type SingleCommands } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Selection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { lossless, type Lossless } from "./lossless";
import { meaningOf, piecesOf } from "./pieces";
import { CONTENT } from "./schema";

const N_TEXTS = 250;
const BLOCKS = ["One two three.", "- a\n- b\n  - c\n\n  more\n- d", "1. x\n2. y\n\n   z", "> **Good:** a\n>\n> *b*", "> - q\n> - r", "```check\nkind: x\n```", "Text:\n- one\n- two", "    code", "***", "A [link](u) **b**"];
const WORDS = ["x", "# y", "- z", "*", "1. ", " ", "> "];

const EDITS: ((commands: SingleCommands, editor: Editor, word: string) => unknown)[] = [
  (commands, editor) => commands.deleteSelection() || (editor.isActive("listItem") && commands.splitListItem("listItem")) || commands.newlineInCode() || commands.liftEmptyBlock() || commands.splitBlock(),
  (commands) => commands.joinBackward(),
  (commands) => commands.toggleBulletList(),
  (commands) => commands.toggleOrderedList(),
  (commands) => commands.toggleWrap("blockquote"),
  (commands) => commands.sinkListItem("listItem"),
  (commands) => commands.liftListItem("listItem"),
  (commands, _, word) => commands.insertContent(word),
  (commands) => commands.deleteSelection(),
  (commands) => commands.toggleMark("bold"),
  (commands) => commands.setNode("codeBlock"),
];

/** The same numbers in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** What a reader sees of a document: without empty paragraphs, and however it is spelled. */
function shapeOf(node: Node): unknown {
  if (node.type.name === "paragraph") return meaningOf(piecesOf(node.children.map((child) => child.toJSON() as Record<string, unknown>)));
  if (node.isTextblock) return [node.type.name, node.attrs.info, node.textContent];
  const inside = node.children.map(shapeOf).filter((shape) => shape !== "[]" && shape !== null);
  const isEmpty = inside.length === 0 && !node.isAtom && node.type.name !== "listItem";
  return isEmpty ? null : [node.type.name, node.attrs.start ?? 0, ...inside];
}

/** While something is still to be typed into it, Markdown has other words for it. */
function isUnfinished(doc: Node): boolean {
  let isOpen = false;
  doc.descendants((node) => {
    isOpen ||= node.type.name === "listItem" && node.firstChild?.content.size === 0;
  });
  return isOpen;
}

test("whatever is done to a text is written so that it is read as it looked", { timeout: 60_000 }, () => {
  const number = numbersFrom(5);
  const one = <Item>(items: Item[]) => items[number(items.length)] as Item;
  let nFinished = 0;
  for (let n = 0; n < N_TEXTS; n += 1) {
    const text = Array.from({ length: 1 + number(5) }, () => one(BLOCKS)).join("\n\n");
    let between: Lossless | null = null;
    const editor = new Editor({
      element: null,
      extensions: CONTENT,
      onBeforeCreate: ({ editor: made }) => {
        between = lossless(made.schema);
        made.options.content = between.read(text) as unknown as string;
      },
    });
    for (let edits = 1 + number(8); edits > 0; edits -= 1) {
      const { doc: now } = editor.state;
      const [from = 0, to = 0] = [0, 0].map(() => Selection.near(now.resolve(number(now.content.size))).from).sort((first, second) => first - second);
      editor.commands.setTextSelection(number(2) === 0 ? from : { from, to });
      one(EDITS)(editor.commands, editor, one(WORDS));
    }
    const { doc } = editor.state;
    const written = (between as Lossless | null)?.write(doc) ?? "";
    const again = lossless(editor.schema).read(written);
    const isRead = !again.children.some(({ type }) => type.name === "source");
    if (isRead && !isUnfinished(doc)) {
      expect(shapeOf(again), `${text}\n→\n${written}`).toEqual(shapeOf(doc));
      nFinished += 1;
    }
    editor.destroy();
  }
  expect(nFinished).toBeGreaterThan(N_TEXTS / 2);
});
