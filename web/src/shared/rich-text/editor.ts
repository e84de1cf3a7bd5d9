import { Editor, type AnyExtension, type Content } from "@tiptap/core";
import { Dropcursor, Gapcursor, UndoRedo } from "@tiptap/extensions";
import { Fragment, type Node } from "@tiptap/pm/model";
import { Selection, TextSelection } from "@tiptap/pm/state";
import { Clipboard, nodesOf } from "./clipboard";
import { lossless, type Lossless } from "./lossless";
import { CONTENT } from "./schema";

const OUTSIDE = "outside";

/** An editor of a Markdown text. */
export interface TextEditor {
  editor: Editor;
  /** Another text in its place, if it is another one; the caret stays where it can. */
  show: (text: string) => void;
  /** Blocks behind that in which the caret stands, in place of what stands between `from` and `to`. The words are selected. */
  insert: (markdown: string, words: string, replaced?: { from: number; to: number }) => void;
  /** Selects the block of these lines of the text, from 0. */
  goToLines: (first: number, behind: number) => void;
  /** The lines of the block in which the caret stands. */
  lines: () => [first: number, behind: number];
}

interface TextEditorOptions {
  element: HTMLElement;
  text: string;
  extensions: AnyExtension[];
  attributes: Record<string, string>;
  onText: (text: string) => void;
}

export function createTextEditor({ element, text, extensions, attributes, onText }: TextEditorOptions): TextEditor {
  let shown = text;
  let wasFocused = false;
  let between: Lossless | null = null;
  const editor = new Editor({
    element,
    extensions: [...CONTENT, UndoRedo, Dropcursor, Gapcursor, Clipboard, ...extensions],
    injectCSS: false,
    enableCoreExtensions: { delete: false, drop: false, paste: false, textDirection: false, clipboardTextSerializer: false },
    editorProps: {
      attributes,
      scrollMargin: 16,
      // Tab leaves the editor: the browser moves the focus.
      handleDOMEvents: { keydown: (_, event) => event.key === "Tab" },
    },
    onBeforeCreate: ({ editor: made }) => {
      between = lossless(made.schema);
      // The very nodes, because they know what they were read from.
      made.options.content = between.read(text) as unknown as Content;
    },
    onFocus: () => {
      wasFocused = true;
    },
    onUpdate: ({ editor: { state }, transaction }) => {
      if (transaction.getMeta(OUTSIDE) === true || between === null) return;
      shown = between.write(state.doc);
      onText(shown);
    },
  });
  const own = (): Lossless => (between ??= lossless(editor.schema));
  return {
    editor,
    show: (next) => {
      if (next === shown) return;
      shown = next;
      replaceBlocks(editor, own().read(next, editor.state.doc));
    },
    insert: (markdown, words, replaced) => {
      // Who has not been in the text yet adds to its end.
      if (!wasFocused) editor.commands.setTextSelection(Selection.atEnd(editor.state.doc).to);
      insertBlocks(editor, markdown, words, replaced);
    },
    goToLines: (first, behind) => {
      const index = own().linesOf(editor.state.doc).findIndex(([from, to]) => from < Math.max(behind, first + 1) && to > first);
      if (index !== -1) selectBlock(editor, index);
    },
    lines: () => own().linesOf(editor.state.doc)[editor.state.selection.$from.index(0)] ?? [0, 0],
  };
}

/** Changes only what is not the same node already. */
function replaceBlocks(editor: Editor, next: Node): void {
  const { doc, tr } = editor.state;
  const least = Math.min(doc.childCount, next.childCount);
  let first = 0;
  while (first < least && doc.child(first) === next.child(first)) first += 1;
  let last = 0;
  while (last < least - first && doc.child(doc.childCount - 1 - last) === next.child(next.childCount - 1 - last)) last += 1;
  const blocks = next.children.slice(first, next.childCount - last);
  const [from, to] = [placeOf(doc, first), placeOf(doc, doc.childCount - last)];
  if (from === to && blocks.length === 0) return;
  editor.view.dispatch(tr.replaceWith(from, to, Fragment.from(blocks)).setMeta(OUTSIDE, true).setMeta("addToHistory", false));
}

function placeOf(doc: Node, index: number): number {
  return doc.children.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);
}

function insertBlocks(editor: Editor, markdown: string, words: string, replaced: { from: number; to: number } | undefined): void {
  const { state, view } = editor;
  const { tr } = state;
  if (replaced !== undefined) tr.delete(replaced.from, replaced.to);
  const { $from } = tr.selection;
  const block = tr.doc.maybeChild($from.index(0));
  const start = placeOf(tr.doc, $from.index(0));
  const isEmpty = block?.type.name === "paragraph" && block.content.size === 0;
  const place = start + (block?.nodeSize ?? 0);
  const nodes = nodesOf(editor.schema, markdown);
  if (isEmpty) tr.replaceWith(start, place, nodes);
  else tr.insert(place, nodes);
  const from = isEmpty ? start : place;
  const behind = from + nodes.reduce((sum, node) => sum + node.nodeSize, 0);
  view.dispatch(tr.setSelection(wordsIn(tr.doc, from, behind, words)).scrollIntoView());
  view.focus();
}

/** The place of the words, to be written over; the end of what was put in when it has none. */
function wordsIn(doc: Node, from: number, behind: number, words: string): Selection {
  const found: Selection[] = [];
  doc.nodesBetween(from, behind, (node, pos) => {
    const at = words !== "" && node.isText ? (node.text ?? "").indexOf(words) : -1;
    if (at !== -1) found.push(TextSelection.create(doc, pos + at, pos + at + words.length));
  });
  return found[0] ?? Selection.near(doc.resolve(Math.max(from, behind - 1)), -1);
}

function selectBlock(editor: Editor, index: number): void {
  const { state, view } = editor;
  const start = placeOf(state.doc, index);
  const [$start, $end] = [start, start + state.doc.child(index).nodeSize].map((place) => state.doc.resolve(place));
  if ($start === undefined || $end === undefined) return;
  // From its end, so that its beginning is scrolled to.
  view.dispatch(state.tr.setSelection(TextSelection.between($end, $start)).scrollIntoView());
  view.focus();
}
