import { InputRule, Mark, markInputRule } from "@tiptap/core";
import { hidden } from "./hidden";

// Between the signs stand words; white space beside a sign is no mark, as in Markdown.
const BOLD = /(?<!\S)(?:\*\*([^*\s](?:[^*]*[^*\s])?)\*\*|__([^_\s](?:[^_]*[^_\s])?)__)$/;
const ITALIC = /(?<!\S)(?:\*([^*\s](?:[^*]*[^*\s])?)\*|_([^_\s](?:[^_]*[^_\s])?)_)$/;
const STRIKE = /(?<!\S)~~([^~\s](?:[^~]*[^~\s])?)~~$/;
const CODE = /(?<!`)`([^`]+)`$/;
const LINK = /(?<![!\]])\[([^[\]]+)\]\(([^()\s]+)\)$/;

/** Whether a link may be followed: to the web, to mail, to a place on this server or in this guide. */
export function isSafeAddress(href: string): boolean {
  // Browsers read an address without its control characters.
  // eslint-disable-next-line no-control-regex
  return /^(?:https?:|mailto:|[^:]*(?:[/?#]|$))/i.test(href.replace(/[\u0000-\u0020\u007f-\u009f]/g, ""));
}

const ofTwo = (pattern: RegExp) => (text: string) => {
  const match = pattern.exec(text);
  return match === null ? null : { index: match.index, text: match[0], replaceWith: match[1] ?? match[2] ?? "" };
};

export const Bold = Mark.create({
  name: "bold",
  addAttributes: () => ({ marker: hidden(null) }),
  parseHTML: () => [{ tag: "strong" }, { tag: "b", getAttrs: (element) => element.style.fontWeight !== "normal" && null }, { style: "font-weight", getAttrs: (value) => /^(?:bold(?:er)?|[5-9]\d{2})$/.test(value) && null }],
  renderHTML: () => ["strong", 0],
  addKeyboardShortcuts() {
    return { "Mod-b": () => this.editor.commands.toggleMark(this.type) };
  },
  addInputRules() {
    return [markInputRule({ find: ofTwo(BOLD), type: this.type })];
  },
});

export const Italic = Mark.create({
  name: "italic",
  addAttributes: () => ({ marker: hidden(null) }),
  parseHTML: () => [{ tag: "em" }, { tag: "i", getAttrs: (element) => element.style.fontStyle !== "normal" && null }, { style: "font-style=italic" }],
  renderHTML: () => ["em", 0],
  addKeyboardShortcuts() {
    return { "Mod-i": () => this.editor.commands.toggleMark(this.type) };
  },
  addInputRules() {
    return [markInputRule({ find: ofTwo(ITALIC), type: this.type })];
  },
});

export const Strike = Mark.create({
  name: "strike",
  addAttributes: () => ({ marker: hidden(null) }),
  parseHTML: () => [{ tag: "s" }, { tag: "del" }],
  renderHTML: () => ["s", 0],
  addInputRules() {
    return [markInputRule({ find: STRIKE, type: this.type })];
  },
});

export const InlineCode = Mark.create({
  name: "code",
  code: true,
  parseHTML: () => [{ tag: "code" }],
  renderHTML: () => ["code", { spellcheck: "false" }, 0],
  addKeyboardShortcuts() {
    return { "Mod-e": () => this.editor.commands.toggleMark(this.type) };
  },
  addInputRules() {
    return [markInputRule({ find: CODE, type: this.type })];
  },
});

export const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: { default: null }, title: { default: null }, tail: hidden(null) }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (element) => isSafeAddress(element.getAttribute("href") ?? "") && null }],
  renderHTML: ({ HTMLAttributes: { href, title } }) => ["a", { ...(isSafeAddress(String(href)) && { href: String(href), target: "_blank", rel: "noreferrer noopener" }), title: title as string | null }, 0],
  addInputRules() {
    const { type } = this;
    return [
      new InputRule({
        find: LINK,
        handler: ({ state, range, match: [, text = "", href = ""] }) => {
          if (!isSafeAddress(href)) return null;
          const marks = [...(state.storedMarks ?? state.doc.resolve(range.from).marks()), type.create({ href })];
          state.tr.replaceWith(range.from, range.to, state.schema.text(text, marks)).removeStoredMark(type);
          return undefined;
        },
      }),
    ];
  },
});

/** A character that is not spelled as it reads; what is typed beside it is not spelled so. */
export const Spelling = Mark.create({
  name: "spelled",
  inclusive: false,
  addAttributes: () => ({ text: hidden(""), source: hidden("") }),
  renderHTML: () => ["span", 0],
});
