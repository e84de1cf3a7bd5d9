import { expect, test } from "vitest";
import { aboutIn, withAbout } from "./about-text";

const FORM = "# The form.\ntitle: Which answer?\nfields:\n  - {key: a, type: text, at: /domains}\nquestions: []\n";

test("a setting comes behind the title, and everything else stays as it was", () => {
  const written = withAbout(FORM, "task", "preference");
  expect(written).toBe(FORM.replace("Which answer?\n", "Which answer?\ntask: preference\n"));
  expect(aboutIn(written, "task")).toBe("preference");
  expect(withAbout(written, "task", " ")).toBe(FORM);
});

test("settings stand in their usual order, whichever is said first", () => {
  const written = withAbout(withAbout(FORM, "domains", "law"), "task", "sft");
  expect(written).toContain("Which answer?\ntask: sft\ndomains: [law]\nfields:");
});

test("a title in several languages stays in one piece", () => {
  const form = "title:\n  en: Which?\n  de: Welche?\nfields: []\n";
  expect(withAbout(form, "languages", "de, de-AT")).toBe("title:\n  en: Which?\n  de: Welche?\nlanguages: [de, de-AT]\nfields: []\n");
});

test("a text that begins with a slash is a place in the item", () => {
  expect(withAbout(FORM, "domains", "/meta/field")).toContain("\ndomains: {at: /meta/field}\n");
  expect(withAbout(FORM, "domains", "/a b")).toContain('\ndomains: {at: "/a b"}\n');
});

test("words that would be read otherwise are put in quotes", () => {
  expect(withAbout(FORM, "domains", "Law and money, 18+, null,")).toContain('\ndomains: [Law and money, "18+", "null"]\n');
});

test.each([
  ["domains: [law, 'tax']  # two", "law, tax"],
  ["domains:\n  - law\n  - \"tax\"", "law, tax"],
  ["domains:\n- law\n- tax", "law, tax"],
  ["domains: {at: /field}", "/field"],
  ["domains:\n  at: /field", "/field"],
  ["other: x", ""],
  ["domains: [*law]", null],
])("%j is shown as %j", (line, shown) => {
  expect(aboutIn(`title: T\n${line}\nfields: []\n`, "domains")).toBe(shown);
});

test("what was written over several lines is replaced as a whole", () => {
  const form = "title: T\ndomains:\n  - law\n  - tax\nfields: []\n";
  expect(withAbout(form, "domains", "health")).toBe("title: T\ndomains: [health]\nfields: []\n");
});

test("JSON is read and written as JSON", () => {
  const form = JSON.stringify({ title: "T", domains: { at: "/field" }, fields: [] });
  expect(aboutIn(form, "domains")).toBe("/field");
  expect(JSON.parse(withAbout(form, "domains", "law"))).toEqual({ title: "T", domains: ["law"], fields: [] });
  expect(JSON.parse(withAbout(form, "domains", ""))).toEqual({ title: "T", fields: [] });
  expect(withAbout('{"title": ', "task", "sft")).toBe('{"title": ');
});
