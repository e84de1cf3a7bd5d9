import { expect, test } from "vitest";
import { formatOf, parseMapping } from "./import-choices";

test("knows a format by the end of the name", () => {
  expect(formatOf("crowd.JSONL")).toBe("jsonl");
  expect(formatOf("a.ndjson")).toBe("jsonl");
  expect(formatOf("a.b.parquet")).toBe("parquet");
  expect(formatOf("notes.txt")).toBeNull();
});

test("takes an object as a mapping, nothing as none, and tells when it is neither", () => {
  expect(parseMapping('{"id": "/key"}')).toEqual({ id: "/key" });
  expect(parseMapping("  ")).toBeNull();
  expect(parseMapping("[1]")).toBe("broken");
  expect(parseMapping("{")).toBe("broken");
});
