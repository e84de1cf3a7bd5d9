import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dropLater, keepDraft, keptAhead, keptDraft } from "./kept-drafts";

const KEY = "member_1.slot_1.1";
const kept = { value: "typed", segments: [], unsaved: true, revision: 3, token: "t1", at: 1 };

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

test("what the server never got goes beyond what it gave, under whatever claim", () => {
  keepDraft(KEY, kept);
  expect(keptAhead(KEY, { token: "another", draft: { revision: 7 } })?.value).toBe("typed");
});

test("what the server acknowledged goes beyond an older copy of the same claim only", () => {
  keepDraft(KEY, { ...kept, unsaved: false });
  expect(keptAhead(KEY, { token: "t1", draft: { revision: 2 } })?.value).toBe("typed");
  expect(keptAhead(KEY, { token: "t1", draft: null })?.value).toBe("typed");
  expect(keptAhead(KEY, { token: "t1", draft: { revision: 3 } })).toBeNull();
  expect(keptAhead(KEY, { token: "another", draft: { revision: 2 } })).toBeNull();
});

test("a draft is forgotten when its work has arrived", () => {
  keepDraft(KEY, kept);
  dropLater(KEY)();
  expect(keptDraft(KEY)).toBeNull();
});

test("what another window wrote meanwhile is not forgotten with it", () => {
  keepDraft(KEY, kept);
  const drop = dropLater(KEY);
  keepDraft(KEY, { ...kept, value: "typed in the other window" });
  drop();
  expect(keptDraft(KEY)?.value).toBe("typed in the other window");
});

/** Has room for so many entries. */
function smallStorage(room: number) {
  const all = new Map<string, string>();
  return {
    get length() {
      return all.size;
    },
    key: (at: number) => [...all.keys()][at] ?? null,
    getItem: (name: string) => all.get(name) ?? null,
    removeItem: (name: string) => void all.delete(name),
    setItem: (name: string, text: string) => {
      if (!all.has(name) && all.size >= room) throw new DOMException("full", "QuotaExceededError");
      all.set(name, text);
    },
  };
}

test("a full device makes room by what the server has, the oldest first, and never by what it has not", () => {
  vi.stubGlobal("localStorage", smallStorage(3));
  keepDraft("unsaved", kept);
  keepDraft("newer", { ...kept, unsaved: false, at: 9 });
  keepDraft("older", { ...kept, unsaved: false, at: 5 });
  keepDraft("first", kept);
  expect([keptDraft("older"), keptDraft("newer")?.at, keptDraft("first")?.value]).toEqual([null, 9, "typed"]);
  keepDraft("second", kept);
  keepDraft("third", kept);
  expect(["unsaved", "first", "second", "third"].map((key) => keptDraft(key)?.value)).toEqual(["typed", "typed", "typed", undefined]);
});
