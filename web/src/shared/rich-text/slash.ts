import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, type EditorState, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** What stands behind a slash that somebody just typed, and where. */
export interface Slash {
  from: number;
  to: number;
  query: string;
}

interface State extends Slash {
  isClosed: boolean;
}

export interface SlashOptions {
  /** Null when there is none any more. */
  onChange: (slash: Slash | null, view: EditorView) => void;
  /** A key while it is open. True: the key is used up. */
  onKey: (event: KeyboardEvent) => boolean;
}

const KEY = new PluginKey<State | null>("slash");
const TYPED = /(?:^|\s)\/((?:[^\s/][^/]{0,60})?)$/;

/** Tells of a slash at the start of a line or behind a space, with what is typed behind it. */
export const SlashMenu = Extension.create<SlashOptions>({
  name: "slashMenu",
  // Enter and the arrows belong to the open menu first.
  priority: 2000,
  addOptions: () => ({ onChange: () => undefined, onKey: () => false }),
  addProseMirrorPlugins() {
    const { onChange, onKey } = this.options;
    const openIn = (state: EditorState) => {
      const slash = KEY.getState(state) ?? null;
      return slash?.isClosed === false ? slash : null;
    };
    return [
      new Plugin<State | null>({
        key: KEY,
        state: { init: () => null, apply },
        view: () => ({
          update: (view, before) => {
            const slash = openIn(view.state);
            if (slash !== openIn(before)) onChange(slash, view);
          },
        }),
        props: {
          handleKeyDown: (view, event) => openIn(view.state) !== null && !event.isComposing && onKey(event),
          handleDOMEvents: { blur: (view) => (closeSlash(view), false) },
        },
      }),
    ];
  },
});

/** What was typed stays, as text. */
export function closeSlash(view: EditorView): void {
  if (KEY.getState(view.state)?.isClosed === false) view.dispatch(view.state.tr.setMeta(KEY, "close"));
}

function apply(tr: Transaction, before: State | null, _: EditorState, state: EditorState): State | null {
  if (tr.getMeta(KEY) === "close") return before === null ? null : { ...before, isClosed: true };
  if (!tr.docChanged && !tr.selectionSet) return before;
  const found = slashBefore(state);
  if (found === null) return null;
  if (before !== null && tr.mapping.map(before.from, -1) === found.from) return { ...found, isClosed: before.isClosed };
  return tr.docChanged && found.query === "" ? { ...found, isClosed: false } : null;
}

function slashBefore({ selection }: EditorState): Slash | null {
  const { $from, empty } = selection;
  const { parent } = $from;
  if (!empty || !parent.isTextblock || parent.type.spec.code === true || $from.marks().some(({ type }) => type.spec.code === true)) return null;
  const before = parent.textBetween(Math.max(0, $from.parentOffset - 70), $from.parentOffset, undefined, "￼");
  const query = TYPED.exec(before)?.[1];
  return query === undefined ? null : { from: $from.pos - query.length - 1, to: $from.pos, query };
}
