import type { TFunction } from "i18next";
import type { TextEditor } from "@/shared/rich-text/editor";
import type { Slash } from "@/shared/rich-text/slash";
import { blockText, CHECK_KINDS, type Block } from "./block-text";

export interface SlashItem {
  id: string;
  label: string;
  /** Other words by which it is found. */
  words: string;
  group: "example" | "text" | "check";
  run: (text: TextEditor, place: Slash) => void;
}

const EXAMPLES = ["good", "bad", "ok", "why"] as const satisfies Block[];

const puts = (block: Block): SlashItem["run"] => {
  const { text, words } = blockText(block);
  return (made, place) => made.insert(text, words, place);
};

const TABLE = "| | |\n|---|---|\n| | |";
const CODE = "```\n```";

/** All that a slash offers, in the order of the list. */
export function slashItems(t: TFunction): SlashItem[] {
  const text = (id: "list" | "numbers" | "quote" | "code" | "table", run: SlashItem["run"]): SlashItem => ({ id, label: t(`guideEdit.slash.${id}`), words: id, group: "text", run });
  return [
    ...EXAMPLES.map((block): SlashItem => ({ id: block, label: t(`guideEdit.slash.${block}`), words: `${block} example`, group: "example", run: puts(block) })),
    text("list", ({ editor }, place) => editor.chain().focus().deleteRange(place).toggleBulletList().run()),
    text("numbers", ({ editor }, place) => editor.chain().focus().deleteRange(place).toggleOrderedList().run()),
    text("quote", ({ editor }, place) => editor.chain().focus().deleteRange(place).toggleWrap("blockquote").run()),
    text("code", (made, place) => made.insert(CODE, "", place)),
    text("table", (made, place) => made.insert(TABLE, "", place)),
    ...CHECK_KINDS.map((kind): SlashItem => ({ id: kind, label: t(`guideEdit.kinds.${kind}`), words: `check ${kind}`, group: "check", run: puts(kind) })),
  ];
}

/** Those whose name begins with what was typed; then those with a word that does; then those that have it within. */
export function matching(items: SlashItem[], query: string): SlashItem[] {
  const wanted = query.trim().toLowerCase();
  const rank = ({ label, words }: SlashItem) => {
    const all = ` ${label} ${words}`.toLowerCase();
    return [label.toLowerCase().startsWith(wanted), all.includes(` ${wanted}`), all.includes(wanted)].indexOf(true);
  };
  return [0, 1, 2].flatMap((wantedRank) => items.filter((item) => rank(item) === wantedRank));
}
