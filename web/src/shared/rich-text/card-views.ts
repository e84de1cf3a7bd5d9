import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { NodeViewConstructor } from "@tiptap/pm/view";

/** What a block is for its readers. */
export interface Card {
  /** Decides about its colour; null for a block like others. */
  kind: string | null;
  /** Stands above code and source. */
  label?: string;
  note?: string;
}

export interface CardOptions {
  describe: (node: Node) => Card;
  classes: { code: string; head: string; label: string; note: string };
}

/** Shows quotes, code and source as cards that say what they are. */
export const Cards = Extension.create<CardOptions>({
  name: "cards",
  addOptions: () => ({ describe: () => ({ kind: null }), classes: { code: "", head: "", label: "", note: "" } }),
  addProseMirrorPlugins() {
    const code = codeView(this.options);
    return [new Plugin({ props: { nodeViews: { blockquote: quoteView(this.options), codeBlock: code, source: code } } })];
  },
});

function quoteView({ describe }: CardOptions): NodeViewConstructor {
  return (node) => {
    const dom = document.createElement("blockquote");
    dom.dir = "auto";
    const draw = (now: Node) => mark(dom, describe(now));
    draw(node);
    return { dom, contentDOM: dom, update: (next) => next.type === node.type && (draw(next), true) };
  };
}

function codeView({ describe, classes }: CardOptions): NodeViewConstructor {
  return (node) => {
    const dom = element("div", classes.code);
    const head = element("div", classes.head);
    const label = element("span", classes.label);
    const note = element("span", classes.note);
    const text = document.createElement("pre");
    const contentDOM = document.createElement("code");
    head.contentEditable = "false";
    head.append(label, note);
    text.spellcheck = false;
    text.append(contentDOM);
    dom.append(head, text);
    const draw = (now: Node) => {
      const card = describe(now);
      mark(dom, card);
      write(label, card.label ?? "");
      write(note, card.note ?? "");
      contentDOM.dir = card.kind === "good" || card.kind === "bad" || card.kind === "ok" ? "auto" : "ltr";
    };
    draw(node);
    return {
      dom,
      contentDOM,
      update: (next) => next.type === node.type && (draw(next), true),
      ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    };
  };
}

function element(tag: "div" | "span", className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function mark(dom: HTMLElement, { kind }: Card): void {
  if (kind === null) delete dom.dataset.kind;
  else dom.dataset.kind = kind;
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
