import { describe, expect, it } from "vitest";
import { grouped, matching, type Entry } from "./entries";

const entry = (title: string, group = "Pages", detail: string | null = null): Entry => ({ id: title, title, detail, group, href: "/" });
const ENTRIES = [entry("Work"), entry("Network", "Items"), entry("Guide", "Pages", "of work"), entry("Overview")];

describe("matching", () => {
  it("keeps everything when nothing is typed", () => {
    expect(matching(ENTRIES, "  ")).toEqual(ENTRIES);
  });

  it("puts what begins with the query first", () => {
    expect(matching(ENTRIES, "WORK").map(({ title }) => title)).toEqual(["Work", "Network", "Guide"]);
  });

  it("wants every word, wherever it stands", () => {
    expect(matching(ENTRIES, "guide work").map(({ title }) => title)).toEqual(["Guide"]);
  });
});

describe("grouped", () => {
  it("keeps the groups in the order in which they appear", () => {
    expect(grouped(ENTRIES).map(({ group, entries }) => [group, entries.length])).toEqual([["Pages", 3], ["Items", 1]]);
  });
});
