import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DraftSaver, type DraftState } from "./draft-saver";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function saver(save: (value: string) => Promise<void>) {
  const states: DraftState["kind"][] = [];
  const kept: string[] = [];
  const unsaved: boolean[] = [];
  const drafts = new DraftSaver<string>({
    save,
    keep: (value, isUnsaved) => {
      kept.push(value);
      unsaved.push(isUnsaved);
    },
    isPassing: (error) => error === "no connection",
    onState: (state) => states.push(state.kind),
  });
  return { drafts, states, kept, unsaved };
}

test("saves once, within a second of the pause, what stands there last", async () => {
  const saved: string[] = [];
  const { drafts, states, kept, unsaved } = saver((value) => Promise.resolve(void saved.push(value)));
  for (const value of ["a", "ab", "abc"]) {
    drafts.change(value);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(700);
  expect(saved).toEqual(["abc"]);
  expect(kept).toEqual(["a", "ab", "abc", "abc"]);
  expect(unsaved).toEqual([true, true, true, false]);
  expect(states.at(-1)).toBe("saved");
});

test("saves in between when there is no pause", async () => {
  const saved: string[] = [];
  const { drafts } = saver((value) => Promise.resolve(void saved.push(value)));
  for (let n = 0; n < 30; n += 1) {
    drafts.change(String(n));
    await vi.advanceTimersByTimeAsync(400);
  }
  expect(saved.length).toBeGreaterThanOrEqual(2);
});

test("sends what was typed while a save was under way, never two at once", async () => {
  const saved: string[] = [];
  let underWay = 0;
  const { drafts } = saver(async (value) => {
    underWay += 1;
    expect(underWay).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    underWay -= 1;
    saved.push(value);
  });
  drafts.change("first");
  await vi.advanceTimersByTimeAsync(800);
  drafts.change("second");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(saved).toEqual(["first", "second"]);
});

test("keeps what was typed last, not what a slow save was about", async () => {
  const { drafts, kept, unsaved } = saver(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
  drafts.change("first");
  await vi.advanceTimersByTimeAsync(800);
  drafts.change("first, and more");
  await vi.advanceTimersByTimeAsync(2_000);
  expect([kept.at(-1), unsaved.at(-1)]).toEqual(["first, and more", true]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([kept.at(-1), unsaved.at(-1)]).toEqual(["first, and more", false]);
});

test("a save that was under way says nothing any more once the work is sent", async () => {
  const { drafts, kept } = saver(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
  drafts.change("first");
  await vi.advanceTimersByTimeAsync(800);
  drafts.change("first, and more");
  drafts.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(kept).toEqual(["first", "first, and more"]);
});

test("gives up when the server refuses, and keeps the text for the next attempt", async () => {
  let refuses = true;
  const saved: string[] = [];
  const { drafts, states } = saver((value) =>
    refuses ? Promise.reject(new Error("lease lapsed")) : Promise.resolve(void saved.push(value)),
  );
  drafts.change("text");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states).toEqual(["unsaved", "saving", "refused"]);
  refuses = false;
  await drafts.flush();
  expect(saved).toEqual(["text"]);
});

test("goes on trying for as long as the failure will pass", async () => {
  let attempts = 0;
  const { drafts, states } = saver(() => {
    attempts += 1;
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason is opaque to the saver
    return attempts < 4 ? Promise.reject("no connection") : Promise.resolve();
  });
  drafts.change("text");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(states.at(-1)).toBe("offline");
  drafts.change("text and more");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(attempts).toBe(4);
  expect(states.at(-1)).toBe("saved");
});

test("saves again after a refusal that came when the connection was back", async () => {
  const reasons = ["no connection", "somebody else saved"];
  const saved: string[] = [];
  const { drafts, states } = saver((value) => {
    const reason = reasons.shift();
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason is opaque to the saver
    return reason === undefined ? Promise.resolve(void saved.push(value)) : Promise.reject(reason);
  });
  drafts.change("text");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(states.at(-1)).toBe("refused");
  drafts.change("chosen");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saved).toEqual(["chosen"]);
});

test("still saves what comes after a flush that had nothing to do", async () => {
  const saved: string[] = [];
  const { drafts } = saver((value) => Promise.resolve(void saved.push(value)));
  await drafts.flush();
  drafts.change("text");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saved).toEqual(["text"]);
});

test("sends nothing after it was stopped", async () => {
  const save = vi.fn(() => Promise.resolve());
  const { drafts } = saver(save);
  drafts.change("text");
  drafts.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(save).not.toHaveBeenCalled();
});
