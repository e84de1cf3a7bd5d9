/** One word of a text that is shown: a piece of one text node. */
export interface Word {
  node: Text;
  start: number;
  end: number;
}

const PIECES = "[data-pointer] [data-offset]";

/** The words of an element's texts that can be anchored, in the order of the page. Units: UTF-16 offsets into the node. */
export function wordsOf(element: Element): Word[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  return [...element.querySelectorAll(PIECES)].flatMap((piece) => {
    const node = piece.firstChild;
    if (!(node instanceof Text)) return [];
    return [...segmenter.segment(node.data)]
      .filter(({ isWordLike }) => isWordLike === true)
      .map(({ index, segment }) => ({ node, start: index, end: index + segment.length }));
  });
}

/** The text that a word belongs to: one message, one response, one answer. */
function textOf(word: Word): Element | null {
  return word.node.parentElement?.closest("[data-pointer]") ?? null;
}

/** Marked words, from the one where it began to the one where it ends; `to` may stand before `from`. */
export interface Marked {
  from: number;
  to: number;
}

export type MarkStep = "next" | "previous" | "grow" | "shrink" | "nextText";

/** The words that are marked after a step. A mark stays within one text. */
export function afterStep(words: Word[], marked: Marked | null, step: MarkStep): Marked | null {
  if (words.length === 0) return null;
  if (marked === null) return at(0);
  const last = words.length - 1;
  switch (step) {
    case "next":
      return at(Math.min(Math.max(marked.from, marked.to) + 1, last));
    case "previous":
      return at(Math.max(Math.min(marked.from, marked.to) - 1, 0));
    case "grow":
      return within(words, marked, Math.min(marked.to + 1, last));
    case "shrink":
      return within(words, marked, Math.max(marked.to - 1, 0));
    case "nextText": {
      const present = words[marked.from];
      const next = words.findIndex((word, index) => index > marked.from && present !== undefined && textOf(word) !== textOf(present));
      return at(Math.max(next, 0));
    }
  }
}

/** From the beginning of the first marked word to the end of the last. */
export function rangeOf(words: Word[], { from, to }: Marked): Range | null {
  const first = words[Math.min(from, to)];
  const last = words[Math.max(from, to)];
  if (first === undefined || last === undefined) return null;
  const range = document.createRange();
  range.setStart(first.node, first.start);
  range.setEnd(last.node, last.end);
  return range;
}

function at(index: number): Marked {
  return { from: index, to: index };
}

function within(words: Word[], marked: Marked, to: number): Marked {
  const here = words[marked.from];
  const there = words[to];
  return here !== undefined && there !== undefined && textOf(here) === textOf(there) ? { ...marked, to } : marked;
}
