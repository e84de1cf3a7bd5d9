import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { lossless } from "./lossless";
import { CONTENT } from "./schema";

const schema = getSchema(CONTENT);

/** The text after `added` was typed behind the first place of `behind`, with the marks that are there. */
function typed(text: string, behind: string, added: string): string {
  const { read, write } = lossless(schema);
  return write(withTyped(read(text), behind, added));
}

function withTyped(doc: Node, behind: string, added: string): Node {
  const steps = new Transform(doc);
  doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? "").indexOf(behind) : -1;
    const marks = node.marks.filter(({ type }) => type.spec.inclusive !== false || type.name === "link");
    if (at !== -1 && !steps.docChanged) steps.insert(pos + at + behind.length, schema.text(added, marks));
  });
  return steps.doc;
}

const typesOf = (text: string) => lossless(schema).read(text).children.map(({ type }) => type.name);

describe("a text that nobody edits", () => {
  test.each([
    "",
    "One.",
    "One.\n\n\n  \nTwo.\n",
    "\n\n  Indented.",
    "Text:\n- one\n- two\n\n\n* other\n* list",
    "1) one\n1) two\n\n10. ten\n11. eleven",
    "- [ ] open\n- [x] done",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<!-- for the author -->\n\n<comparison>\n<assistant> <!-- GOOD -->\nYes.\n</assistant>\n</comparison>",
    "Said.[^1]\n\n[^1]: Where.\n[name]: https://example.org 'title'",
    "~~~~xml\n~~~\n~~~~\n\n    indented code\n\n```\nopen",
    "So $a_1 * b_2$ and *that* is\nall  \nof it\\\nhere.",
    "Setext\n===\n\n# Heading",
  ])("is written byte for byte: %j", (text) => {
    const { read, write } = lossless(schema);
    expect(write(read(text))).toBe(text);
  });
});

describe("an edited block", () => {
  test.each([
    ["keeps its signs and its spelling", "A __bold__ \\* word &copy; *here* and\nthere.", "word", "s", "A __bold__ \\* words &copy; *here* and\nthere."],
    ["keeps notes, images and HTML in its line", "Say[^1] ![it](a.png) <b>now</b>.", "now", "!", "Say[^1] ![it](a.png) <b>now!</b>."],
    ["keeps formulas", "So $a_1 * b_2$ holds.", "holds", " here", "So $a_1 * b_2$ holds here."],
    ["keeps the spelling of its links", "See [the *rule*](<a b> 'why') and https://example.org/a_b_c.", "See", " all of", "See all of [the *rule*](<a b> 'why') and https://example.org/a_b_c."],
    ["keeps what its author indented", '!!! meta "Note"\n    Only for people.', "Only", " ever", '!!! meta "Note"\n    Only ever for people.'],
    ["keeps the sign and the room of a list", "*   one\n*   two\n\n    - deep\n*   three", "deep", "er", "*   one\n*   two\n\n    - deeper\n*   three"],
    ["keeps how far a list is moved in", "- one\n    - two\n- three", "two", "!", "- one\n    - two!\n- three"],
    ["keeps how a list counts", "1. one\n1. two\n1. three", "two", "!", "1. one\n1. two!\n1. three"],
    ["keeps the lines of a quote", "> **Good:** Yes.\n>\n> *Short\n> and clear.*", "Yes", "!", "> **Good:** Yes!.\n>\n> *Short\n> and clear.*"],
    ["keeps the fence of a code block", '~~~bad because="x"\na\n~~~', "a", "\n~~~", '~~~~bad because="x"\na\n~~~\n~~~~'],
    ["keeps code that is indented", "    one\n    two", "one", "!", "    one!\n    two"],
    ["keeps a list in the next line in the next line", "All of:\n- one", "All", " this", "All this of:\n- one"],
    ["keeps Markdown that has no form", "| a |\n|---|\n| b |", "b", " c", "| a |\n|---|\n| b c |"],
  ])("%s", (_, text, behind, added, expected) => {
    expect(typed(text, behind, added)).toBe(expected);
  });

  test.each([
    ["stars that are meant", "a", " *b*", "a \\*b\\*"],
    ["a word with a hash in front", "", "# a", "\\# a"],
    ["a number with a dot in front", "", "1. a", "1\\. a"],
    ["HTML", "a", " <b>", "a \\<b>"],
    ["an address beside what needs a backslash", "a", " *b* https://example.org/a_b", "a \\*b\\* https://example.org/a_b"],
    ["brackets", "a", " [b](c)", "a \\[b](c)"],
  ])("gets a backslash only where it would be read otherwise: %s", (_, start, added, expected) => {
    const { read, write } = lossless(schema);
    const doc = read("x");
    expect(write(new Transform(doc).replaceWith(1, 2, schema.text(start + added)).doc)).toBe(expected);
  });

  test.each(["a_b and 2 * 3 * 4", "[...] and A&T", "- - -x", "*(", "See [x], [^note] and $a_1$."])("is not escaped where it reads as it was typed: %j", (added) => {
    const { read, write } = lossless(schema);
    expect(write(new Transform(read("x")).insert(2, schema.text(added)).doc)).toBe(`x${added}`);
  });

  test("leaves all others as they were, also what stands between them", () => {
    const text = "One.\n\n\n- a\n+ b\n\n \nTwo.\n***\nThree.  \n\n\tcode";
    expect(typed(text, "Two", "!")).toBe(text.replace("Two", "Two!"));
  });

  test("is what it was when the edit is undone", () => {
    const { read, write } = lossless(schema);
    const text = "-  [a]( b )\n-    c";
    const doc = read(text);
    const there = withTyped(doc, "c", "!");
    const back = new Transform(there).delete(there.content.size - 4, there.content.size - 3).doc;
    expect(back.eq(doc)).toBe(true);
    expect(write(back)).toBe(text);
  });
});

test("keeps two lists apart that stand side by side", () => {
  const { read, write } = lossless(schema);
  const doc = read("- a\n\nx\n\n- b");
  expect(write(new Transform(doc).delete(doc.child(0).nodeSize, doc.child(0).nodeSize + 3).doc)).toBe("- a\n\n* b");
});

test("writes no empty paragraph", () => {
  const { read, write } = lossless(schema);
  const doc = read("One.\n\nTwo.");
  const paragraph = schema.node("paragraph");
  expect(write(new Transform(doc).insert(0, paragraph).insert(doc.content.size + 2, paragraph).doc)).toBe("One.\n\nTwo.");
});

test("shows what it cannot take apart as its source", () => {
  expect(typesOf("a\n\n| a |\n|---|\n\n<p>b</p>\n\n- [ ] c\n\n> # d\n\n[e]: f\n\n- ```\n  g\n  ```")).toEqual(["paragraph", ...Array.from({ length: 6 }, () => "source")]);
});

test("tells the lines of each block", () => {
  const { read, linesOf } = lossless(schema);
  expect(linesOf(read("One\ntwo.\n\n\n- a\n- b\n```\nc\n```"))).toEqual([[0, 2], [4, 6], [6, 9]]);
});

test("keeps the nodes that another text has, too", () => {
  const { read, write } = lossless(schema);
  const doc = withTyped(read("One.\n\nTwo.\n\nThree.\n\nFour."), "One", "!");
  const next = read("One!.\n\n2.\n\n2½.\n\nThree.\n\nFour.", doc);
  expect(next.children.map((node) => doc.children.includes(node))).toEqual([true, false, false, true, true]);
  expect(write(next)).toBe("One!.\n\n2.\n\n2½.\n\nThree.\n\nFour.");
});
