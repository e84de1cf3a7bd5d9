import { expect, test } from "vitest";
import { formatOf, parseMapping } from "./import-choices";

test("knows the formats by name and leaves the rest to the server", () => {
  expect(formatOf("parquet")).toBe("parquet");
  expect(formatOf("auto")).toBeNull();
  expect(formatOf(null)).toBeNull();
});

test("takes an object as a mapping, nothing as none, and tells when it is neither", () => {
  expect(parseMapping('{"id": "/key"}')).toEqual({ id: "/key" });
  expect(parseMapping("  ")).toBeNull();
  expect(parseMapping("[1]")).toBe("broken");
  expect(parseMapping("{")).toBe("broken");
});
