import type { TFunction } from "i18next";
import type { Card } from "@/shared/rich-text/card-views";
import { isCheckKind } from "./block-text";

interface Block {
  type: { name: string };
  attrs: Record<string, unknown>;
  textContent: string;
  firstChild: Block | null;
  marks?: readonly { type: { name: string } }[];
}

const LABEL = /^\s*(good|bad|ok|why)(?: example)?:/i;
const VERDICTS = ["good", "ok", "bad"] as const;

/** What a block of a rule is for its readers, and what it is called. */
export function describeBlock(node: Block, t: TFunction): Card {
  const text = node.textContent;
  if (node.type.name === "blockquote") return { kind: labelOf(node) };
  if (/^\s*<comparison>/m.test(text)) return { kind: "comparison", label: t("guideEdit.rich.comparison") };
  if (node.type.name === "source") return { kind: "source", label: sourceLabel(text, t) };
  const info = typeof node.attrs.info === "string" ? node.attrs.info : "";
  const word = info.trim().split(/\s/)[0]?.toLowerCase() ?? "";
  if (word === "check") return { kind: "check", label: t("guideEdit.check"), note: kindOf(text, t) };
  const verdict = VERDICTS.find((one) => one === word);
  if (verdict !== undefined) return { kind: verdict, label: t(`guideEdit.verdicts.${verdict}`), note: /\bbecause="((?:[^"\\]|\\.)*)"/.exec(info)?.[1]?.replace(/\\(.)/g, "$1") ?? "" };
  return { kind: "code", label: t("guideEdit.rich.code"), note: word };
}

/** The bold word with which a quote begins. */
function labelOf(quote: Block): string | null {
  const first = quote.firstChild?.firstChild;
  const isBold = first?.marks?.some(({ type }) => type.name === "bold") === true;
  return isBold ? (LABEL.exec(quote.firstChild?.textContent ?? "")?.[1]?.toLowerCase() ?? null) : null;
}

function kindOf(yaml: string, t: TFunction): string {
  const word = /^kind:\s*["']?([\w-]+)/m.exec(yaml)?.[1] ?? "";
  return isCheckKind(word) ? t(`guideEdit.kinds.${word}`) : word;
}

function sourceLabel(text: string, t: TFunction): string {
  if (/^\s*\[\^[^\]]+\]:/.test(text)) return t("guideEdit.rich.note");
  if (/^\s*<!--/.test(text)) return t("guideEdit.rich.comment");
  if (/^.*\|.*\n[ \t|:-]*-[ \t|:-]*(?:\n|$)/.test(text)) return t("guideEdit.rich.table");
  return t("guideEdit.rich.source");
}
