import type { TextAnchor } from "./anchor";
import { toUtf16Offset } from "./code-points";

/** The place of an anchor on the page; null when it is not shown, or other words stand there by now. */
export function anchorRange(anchor: TextAnchor, text: string): Range | null {
  const start = toUtf16Offset(text, anchor.start);
  const end = start + anchor.quote.length;
  if (text.slice(start, end) !== anchor.quote) return null;
  const element = document.querySelector(`[data-target="${anchor.target}"][data-pointer="${CSS.escape(anchor.pointer)}"]`);
  const pieces = [...(element?.querySelectorAll("[data-offset]") ?? [])];
  const first = pieces.find((piece) => start < endOf(piece));
  const last = pieces.findLast((piece) => baseOf(piece) < end);
  if (first?.firstChild == null || last?.firstChild == null) return null;
  const range = document.createRange();
  range.setStart(first.firstChild, Math.max(0, start - baseOf(first)));
  range.setEnd(last.firstChild, Math.min(last.textContent.length, end - baseOf(last)));
  return range;
}

function baseOf(piece: Element): number {
  return Number(piece.getAttribute("data-offset"));
}

function endOf(piece: Element): number {
  return baseOf(piece) + piece.textContent.length;
}
