import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readMarkdown } from "./markdown";

const drawn = (source: string) => renderToStaticMarkup(readMarkdown(source, []));

test("leaves code by indentation as it is written, formulas in it too", () => {
  expect(drawn("Text:\n\n    cost = $a_1$ + \\(b\\)\n\n      $x$\n")).toContain("cost = $a_1$ + \\(b\\)\n\n  $x$\n</code>");
  expect(drawn("\tfirst $x$\r\n\tsecond $y$")).toContain("first $x$\nsecond $y$");
});

test("reads a formula in the text of a list", () => {
  expect(drawn("- one\n\n    with $a_1$\n")).not.toContain("$");
});
