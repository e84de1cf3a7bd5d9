import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DraftRule, SavedRule } from "@/api/guide-draft";
import { ApiProblem, NoConnection } from "@/api/problem";
import { RuleKeeper } from "./rule-keeper";
import { sourceOf, withBody, withKey } from "./rule-text";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function rule(body: string, base: string, key = "tone"): DraftRule {
  const source = `## Tone {#${key}}\n\n${body}\n`;
  return { key, title: "Tone", level: 2, attributes: {}, source, body_line: 1, base } as DraftRule;
}

/** A server that keeps one rule; what is told to `next` happens to the next save instead. */
function desk(first = rule("Be kind.", "b0")) {
  let there: DraftRule | null = first;
  let n = 0;
  const sent: string[] = [];
  const next: (() => Promise<unknown>)[] = [];
  const saved = vi.fn();
  const keeper = new RuleKeeper(first, {
    save: async (key, source, base) => {
      sent.push(source);
      await next.shift()?.();
      if (there === null || there.base !== base) throw stale(there);
      n += 1;
      const [, newKey = key] = /\{#(\S+?)[ }]/.exec(source) ?? [];
      there = { ...there, key: newKey, source, base: `b${String(n)}` };
      return { rule: there } as SavedRule;
    },
    onSaved: saved,
    reread: () => Promise.resolve(there),
  });
  const put = (other: DraftRule | null) => {
    there = other;
  };
  return { keeper, sent, next, saved, put, there: () => there };
}

const stale = (there: DraftRule | null) => new ApiProblem(409, { code: "stale_rule", theirs: there?.source ?? null, base: there?.base ?? null });
const write = (keeper: RuleKeeper, body: string) => keeper.change((text) => withBody(text, body));
const bodies = (sent: string[]) => sent.map((source) => source.split("\n").slice(2, -1).join("\n"));
const pause = () => vi.advanceTimersByTimeAsync(1_000);

test("saves what stands there after a pause, and what was typed meanwhile on top of it", async () => {
  const { keeper, sent, next, there } = desk();
  next.push(() => new Promise((done) => setTimeout(done, 2_000)));
  write(keeper, "A");
  await pause();
  expect(keeper.state().state).toBe("saving");
  write(keeper, "AB");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(bodies(sent)).toEqual(["A", "AB"]);
  expect(keeper.state()).toMatchObject({ state: "saved", conflict: null });
  expect(there()?.base).toBe("b2");
});

test("keeps what was typed during a save when nobody looks at the rule any more", async () => {
  const { keeper, sent, next } = desk();
  next.push(() => new Promise((done) => setTimeout(done, 2_000)));
  const leave = keeper.subscribe(() => undefined);
  write(keeper, "A");
  await pause();
  write(keeper, "AB");
  leave();
  keeper.flush();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(bodies(sent)).toEqual(["A", "AB"]);
  expect(keeper.isDirty).toBe(false);
});

test("tries again without a connection, and says so", async () => {
  const { keeper, sent, next } = desk();
  next.push(() => Promise.reject(new NoConnection()), () => Promise.reject(new NoConnection()));
  write(keeper, "A");
  await pause();
  expect(keeper.state().state).toBe("waiting");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(sent).toHaveLength(3);
  expect(keeper.state().state).toBe("saved");
});

test("takes its own save whose answer was lost for no conflict", async () => {
  const { keeper, next, put } = desk();
  next.push(() => {
    put({ ...rule("A", "b9") });
    return Promise.reject(new NoConnection());
  });
  write(keeper, "A");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(keeper.state()).toMatchObject({ state: "saved", conflict: null });
});

test("stops at a conflict, and keeps mine also while the page knows neither", async () => {
  const { keeper, sent, put, there } = desk();
  put(rule("Theirs.", "b9"));
  write(keeper, "Mine.");
  await pause();
  expect(keeper.state()).toMatchObject({ state: "refused", conflict: { base: "b9" } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  keeper.keepMine("b9");
  keeper.meet(rule("Be kind.", "b0"));
  await pause();
  expect(there()?.source).toContain("Mine.");
  expect(keeper.state().state).toBe("saved");
});

test("shows theirs only once they were read", async () => {
  const { keeper, put } = desk();
  put(rule("Theirs.", "b9"));
  write(keeper, "Mine.");
  await pause();
  const taken = keeper.takeTheirs();
  expect(keeper.state().conflict).not.toBeNull();
  await taken;
  expect(keeper.state()).toMatchObject({ state: "saved", conflict: null, text: { body: "Theirs." } });
});

test("gives a removed rule up only when it is told to", async () => {
  const { keeper, put } = desk();
  put(null);
  write(keeper, "Mine.");
  await pause();
  expect(keeper.state().conflict).toEqual({ theirs: null, base: null });
  expect(keeper.isDirty).toBe(true);
  await keeper.takeTheirs();
  expect(keeper.isDirty).toBe(false);
});

test("waits for another text after a refusal", async () => {
  const { keeper, sent, next } = desk();
  next.push(() => Promise.reject(new ApiProblem(422, { detail: "A fault." })));
  write(keeper, "A");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(keeper.state()).toMatchObject({ state: "refused", error: { message: "A fault." } });
  write(keeper, "B");
  await pause();
  expect(bodies(sent)).toEqual(["A", "B"]);
  expect(keeper.state()).toMatchObject({ state: "saved", error: null });
});

test("follows the page where nothing was typed, and an older answer of it nowhere", () => {
  const { keeper } = desk();
  keeper.meet(rule("From elsewhere.", "b7"));
  expect(keeper.state().text.body).toBe("From elsewhere.");
  write(keeper, "Mine.");
  keeper.meet(rule("Later.", "b8"));
  expect(keeper.state().text.body).toBe("Mine.");
});

test("tells a rename to who has the rule open", async () => {
  const { keeper } = desk();
  const told = vi.fn();
  const leave = keeper.tellRenames(told);
  keeper.change((text) => withKey(text, "voice"));
  await pause();
  expect(told).toHaveBeenCalledWith("tone", "voice");
  leave();
  keeper.change((text) => withKey(text, "sound"));
  await pause();
  expect(told).toHaveBeenCalledTimes(1);
  expect(keeper.key).toBe("sound");
  expect(sourceOf(keeper.read())).toContain("{#sound");
});
