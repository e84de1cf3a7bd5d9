import { expect, test } from "vitest";
import { afterStep, rangeOf, wordsOf, type Marked } from "./words";

const PAGE = `
  <div data-pointer="/why"><p><span data-offset="0">I prefer </span><em><span data-offset="10">the first.</span></em></p></div>
  <div data-pointer="/note"><span data-offset="0">It is short.</span></div>
  <p>Not a text of the answer.</p>`;

function page() {
  document.body.innerHTML = PAGE;
  return wordsOf(document.body);
}

const shown = (marked: Marked | null) => (marked === null ? null : rangeOf(page(), marked)?.toString());

test("finds the words of the texts that can be anchored, across emphasis, and no others", () => {
  expect(page().map(({ node, start, end }) => node.data.slice(start, end))).toEqual(["I", "prefer", "the", "first", "It", "is", "short"]);
});

test("begins at the first word and goes from word to word", () => {
  const words = page();
  const first = afterStep(words, null, "next");
  expect(shown(first)).toBe("I");
  expect(shown(afterStep(words, first, "next"))).toBe("prefer");
  expect(shown(afterStep(words, first, "previous"))).toBe("I");
});

test("grows and shrinks by words, over the beginning too, but never into another text", () => {
  const words = page();
  expect(shown(afterStep(words, { from: 1, to: 2 }, "grow"))).toBe("prefer the first");
  expect(shown(afterStep(words, { from: 1, to: 1 }, "shrink"))).toBe("I prefer");
  expect(shown(afterStep(words, { from: 3, to: 3 }, "grow"))).toBe("first");
});

test("goes to the next text, and from the last one to the first", () => {
  const words = page();
  const second = afterStep(words, { from: 1, to: 2 }, "nextText");
  expect(shown(second)).toBe("It");
  expect(shown(afterStep(words, second, "nextText"))).toBe("I");
});

test("marks nothing where there is no text", () => {
  expect(afterStep([], null, "next")).toBeNull();
});
