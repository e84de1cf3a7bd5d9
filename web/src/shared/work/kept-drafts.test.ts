import { beforeEach, expect, test } from "vitest";
import { dropLater, keepDraft, keptAhead, keptDraft } from "./kept-drafts";

const KEY = "member_1.slot_1.1";
const kept = { value: "typed", segments: [], unsaved: true, revision: 3, token: "t1", at: 1 };

beforeEach(() => localStorage.clear());

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
