import { expect, test } from "vitest";
import { codePointLength, toCodePointOffset, toUtf16Offset } from "./code-points";

test("counts one for a letter and one for an emoji", () => {
  expect(codePointLength("aé日😀")).toBe(4);
  expect(toCodePointOffset("a😀b", 3)).toBe(2);
  expect(toUtf16Offset("a😀b", 2)).toBe(3);
});

test("counts each part of a joined emoji, as the server does", () => {
  expect(codePointLength("👩‍💻")).toBe(3);
});

test("round-trips every offset that stands between code points", () => {
  const text = "x😀日‍🏳️‍🌈é\u{10FFFF}z";
  for (let point = 0; point <= codePointLength(text); point += 1) {
    expect(toCodePointOffset(text, toUtf16Offset(text, point))).toBe(point);
  }
});

test("puts an offset inside a surrogate pair after the character that it would split", () => {
  expect(toCodePointOffset("😀b", 1)).toBe(1);
});

test("stays inside the text when an offset lies outside it", () => {
  expect(toCodePointOffset("abc", 99)).toBe(3);
  expect(toCodePointOffset("abc", -4)).toBe(0);
  expect(toUtf16Offset("abc", 99)).toBe(3);
});

test("counts a lone surrogate as one", () => {
  expect(codePointLength("a\ud83db")).toBe(3);
});
