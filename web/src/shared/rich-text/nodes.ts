import { Node, wrappingInputRule, type KeyboardShortcutCommand } from "@tiptap/core";
import { CodeBlock as BaseCodeBlock } from "@tiptap/extension-code-block";
import { BulletList as BaseBulletList, ListItem as BaseListItem, OrderedList as BaseOrderedList } from "@tiptap/extension-list";
import { hidden } from "./hidden";

// Each block knows what stood between it and the one before.
const gap = hidden(null);
const AUTO = { dir: "auto" };
const LIST = { gap, sign: hidden(null), padding: { ...hidden(1), keepOnSplit: true }, indent: hidden(null), isLoose: { ...hidden(false), keepOnSplit: true } };

export const Doc = Node.create({
  name: "doc",
  priority: 1100,
  topNode: true,
  content: "block+",
  addKeyboardShortcuts() {
    return {
      // What is chosen across blocks goes first: not every two blocks can be split and joined in one step.
      Enter: ({ editor }) => {
        const { $from, $to } = editor.state.selection;
        if ($from.sameParent($to)) return false;
        editor.commands.deleteSelection();
        return editor.commands.newlineInCode() || editor.commands.splitBlock();
      },
    };
  },
});

export const Text = Node.create({ name: "text", group: "inline" });

export const Paragraph = Node.create({
  name: "paragraph",
  priority: 1000,
  group: "block",
  content: "inline*",
  addAttributes: () => ({ gap }),
  parseHTML: () => [{ tag: "p" }],
  renderHTML: () => ["p", AUTO, 0],
});

export const Blockquote = Node.create({
  name: "blockquote",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({ gap }),
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: () => ["blockquote", AUTO, 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-b": () => this.editor.commands.toggleWrap(this.type) };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^>\s$/, type: this.type })];
  },
});

export const BulletList = BaseBulletList.extend({
  addAttributes: () => LIST,
}).configure({ HTMLAttributes: AUTO });

export const OrderedList = BaseOrderedList.extend({
  addAttributes: () => ({ ...LIST, start: { default: 1, parseHTML: (element: HTMLElement) => (element as HTMLOListElement).start }, isCounting: hidden(true) }),
  // A pasted list is read as Markdown.
  addProseMirrorPlugins: () => [],
}).configure({ HTMLAttributes: AUTO });

export const ListItem = BaseListItem.extend({
  addAttributes: () => ({ gap }),
  // Tab leaves the editor.
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    };
  },
}).configure({ HTMLAttributes: AUTO });

/** Tab leaves the editor, and what is shown as its source stays what it is. */
const withoutToggle = (keys: Record<string, KeyboardShortcutCommand> | undefined) => Object.fromEntries(Object.entries(keys ?? {}).filter(([key]) => !/Tab|Alt-c/.test(key)));

export const CodeBlock = BaseCodeBlock.extend({
  addAttributes: () => ({
    gap,
    fence: hidden(null),
    info: { ...hidden(""), parseHTML: (element: HTMLElement) => /language-([\w-]+)/.exec(element.firstElementChild?.className ?? "")?.[1] ?? "" },
  }),
  renderHTML: () => ["pre", ["code", 0]],
  addCommands: () => ({}),
  addInputRules: () => [],
  addKeyboardShortcuts() {
    return withoutToggle(this.parent?.());
  },
});

/** Markdown that the editor shows as it is written. */
export const Source = BaseCodeBlock.extend({
  name: "source",
  addAttributes: () => ({ gap }),
  parseHTML: () => [{ tag: "pre[data-source]", preserveWhitespace: "full" as const, priority: 60 }],
  renderHTML: () => ["pre", { "data-source": "" }, ["code", 0]],
  addCommands: () => ({}),
  addInputRules: () => [],
  addKeyboardShortcuts() {
    return withoutToggle(this.parent?.());
  },
});

export const Rule = Node.create({
  name: "horizontalRule",
  group: "block",
  addAttributes: () => ({ gap, source: hidden(null) }),
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: () => ["hr"],
});

export const HardBreak = Node.create({
  name: "hardBreak",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  addAttributes: () => ({ source: hidden("\\") }),
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.first(({ commands }) => [() => commands.newlineInCode(), () => commands.insertContent({ type: this.name })]) };
  },
});

/** A note, an image, a formula: its Markdown within the line, in one piece. */
export const Raw = Node.create({
  name: "raw",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ source: { default: "", rendered: false, parseHTML: (element: HTMLElement) => element.textContent } }),
  parseHTML: () => [{ tag: "span[data-raw]" }],
  renderHTML: ({ node }) => ["span", { "data-raw": "" }, String(node.attrs.source)],
  renderText: ({ node }) => String(node.attrs.source),
});
