import { expect, test } from "vitest";
import { followMove, keyOf, newRule, readRule, sourceOf, withAttribute, withBody, withHeading, withKey } from "./rule-text";

const read = (source: string, attributes: Record<string, string> = {}) =>
  readRule({ title: "Use plain words", key: "plain", level: 2, attributes, source, body_line: 1 });

test.each(["## Use plain words {#plain}\n\nShort ones.\n\n", "## Use plain words\nShort ones.", "## Use plain words {#plain}\n\n\n", "##  Use plain words  {#plain}\r\n\r\nOne\r\ntwo\r\n", "## Use plain words"])(
  "keeps what was not edited, byte for byte: %j",
  (source) => {
    expect(sourceOf(read(source))).toBe(source);
  },
);

test("writes a body under its heading with an empty line between", () => {
  expect(sourceOf(withBody(read("## Use plain words {#plain}\n"), "Short ones."))).toBe("## Use plain words {#plain}\n\nShort ones.\n");
  expect(sourceOf(withBody(read("## Use plain words"), "Short ones."))).toBe("## Use plain words\n\nShort ones.\n");
});

test("keeps the line ends of the guide", () => {
  const text = read("## Use plain words {#plain}\r\n\r\nOne\r\n");
  expect(sourceOf(withBody(text, `${text.body}\ntwo`))).toBe("## Use plain words {#plain}\r\n\r\nOne\r\ntwo\r\n");
});

test("writes attributes into the braces, and takes empty ones away", () => {
  const text = read("## Use plain words {#plain severity=minor}\n\nShort.\n", { severity: "minor" });
  expect(sourceOf(withAttribute(text, "tags", "voice words"))).toBe('## Use plain words {#plain severity=minor tags="voice words"}\n\nShort.\n');
  expect(sourceOf(withAttribute(text, "severity", "major"))).toBe("## Use plain words {#plain severity=major}\n\nShort.\n");
  expect(sourceOf(withAttribute(text, "severity", ""))).toBe("## Use plain words {#plain}\n\nShort.\n");
});

test("keeps the key when the title changes, and the old key as an alias when the key changes", () => {
  const text = read("## Use plain words\n\nShort.\n");
  expect(sourceOf(withHeading(text, { title: "Plain words" }))).toBe("## Plain words {#plain}\n\nShort.\n");
  expect(sourceOf(withKey(text, "words"))).toBe("## Use plain words {#words aliases=plain}\n\nShort.\n");
});

test("goes to the level to which its rule was moved while it was edited", () => {
  const saved = "## Use plain words {#plain}\n\nShort.";
  const moved = "#### Use plain words {#plain}\n\nShort.\n";
  const edited = withBody(read(saved), "Short ones.");
  expect(sourceOf(followMove(edited, saved, moved) ?? edited)).toBe("#### Use plain words {#plain}\n\nShort ones.");
  const renamed = withHeading(edited, { title: "Plain words" });
  expect(sourceOf(followMove(renamed, saved, moved) ?? renamed)).toBe("#### Plain words {#plain}\n\nShort ones.");
});

test("follows nothing when somebody else changed more than the level", () => {
  const saved = "## Use plain words {#plain}\n\nShort.\n";
  expect(followMove(read(saved), saved, "### Use plain words {#plain}\n\nLong.\n")).toBeNull();
});

test("makes a key from a title that no other rule has", () => {
  expect(keyOf("Say café, not coffee house!", "tone", [])).toBe("tone.say-cafe-not-coffee-house");
  expect(keyOf("Plain", null, ["plain"])).toBe("plain-2");
  expect(newRule("Plain", "plain")).toBe("## Plain {#plain}\n\n");
});
