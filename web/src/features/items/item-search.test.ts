import { expect, test } from "vitest";
import { filterOf, isHidden, narrowed, readItemSearch, toggled, viewOf } from "./item-search";

test("reads an address and drops what it does not know", () => {
  expect(readItemSearch({ text: "haiku", id: 42, state: "done", sort: "sideways", evil: "x", rule: "" })).toEqual({
    text: "haiku",
    id: "42",
    state: "done",
  });
});

test("asks the server only for what narrows, and never for a single letter", () => {
  expect(filterOf({ text: "h", id: "q1", sort: "oldest", cursor: "c" })).toEqual({ external_id_prefix: "q1" });
  expect(filterOf({ text: "ha", from: "2026-01-02" })).toEqual({
    text: "ha",
    created_from: new Date("2026-01-02T00:00:00").toISOString(),
  });
});

test("hides and shows columns, beginning with the usual ones", () => {
  expect(isHidden({}, "versions")).toBe(true);
  expect(toggled({}, "batch")).toBe("versions,batch,created");
  expect(toggled({ hide: "versions,batch,created" }, "batch")).toBeUndefined();
  expect(toggled({ hide: "batch" }, "batch")).toBe("none");
  expect(isHidden({ hide: "none" }, "batch")).toBe(false);
});

test("a saved view keeps neither the page nor the opened item", () => {
  expect(viewOf({ text: "ha", cursor: "c", item: "item_1" })).toEqual({ text: "ha" });
});

test("a filter that takes hold a moment later begins at the first page and closes no item", () => {
  expect(narrowed({ text: "ha", cursor: "c", item: "item_1" }, { text: undefined, id: "h" })).toEqual({ id: "h", item: "item_1" });
});
