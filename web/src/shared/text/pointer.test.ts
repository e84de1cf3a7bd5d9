import { expect, test } from "vitest";
import { atPointer, joinPointer } from "./pointer";

const document = { a: [{ "x/y": 1, "m~n": 2 }], "": 3 };

test("follows keys, indexes and escapes", () => {
  expect(atPointer(document, "/a/0/x~1y")).toBe(1);
  expect(atPointer(document, "/a/0/m~0n")).toBe(2);
  expect(atPointer(document, "/")).toBe(3);
  expect(atPointer(document, "")).toBe(document);
});

test("leads nowhere when a part is missing or is not an index", () => {
  expect(atPointer(document, "/b/c")).toBeUndefined();
  expect(atPointer(document, "/a/length")).toBeUndefined();
  expect(atPointer(document, "/constructor")).toBeUndefined();
  expect(atPointer(document, "a")).toBeUndefined();
});

test("joins keys so that they can be followed again", () => {
  expect(atPointer(document, joinPointer("/a", 0, "x/y"))).toBe(1);
});
