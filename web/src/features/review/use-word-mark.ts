import { useRef } from "react";
import { afterStep, rangeOf, wordsOf, type Marked, type MarkStep, type Word } from "@/shared/text/words";

/** The columns of the desk whose texts can be marked, in the order in which a reviewer wants them. */
const COLUMNS = ["[data-column=form]", "[data-column=item]"];

interface Mark {
  words: Word[];
  marked: Marked;
}

export type WordMark = ReturnType<typeof useWordMark>;

/**
 * Selects words without the mouse. What is selected is the browser's own selection, so everything that listens to one
 * sees no difference.
 */
export function useWordMark() {
  const mark = useRef<Mark | null>(null);

  /** Null once something else was selected, or the texts on screen are others by now. */
  const present = (): Mark | null => {
    const selection = document.getSelection();
    const word = mark.current?.words[mark.current.marked.from];
    const isFree = !(document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLButtonElement);
    const isOurs = isFree && word?.node.isConnected === true && selection?.isCollapsed === false && selection.containsNode(word.node, true);
    return isOurs ? mark.current : null;
  };
  const step = (kind: MarkStep) => {
    const before = present();
    const words = before?.words ?? COLUMNS.flatMap((column) => [...document.querySelectorAll(column)].flatMap(wordsOf));
    const marked = afterStep(words, before?.marked ?? null, kind);
    const range = marked === null ? null : rangeOf(words, marked);
    if (marked === null || range === null) return;
    mark.current = { words, marked };
    select(range);
  };
  return { step, isOn: () => present() !== null, clear: () => document.getSelection()?.removeAllRanges() };
}

function select(range: Range): void {
  const selection = document.getSelection();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  selection?.removeAllRanges();
  selection?.addRange(range);
  range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}
