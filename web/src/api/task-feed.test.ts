import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeQueue, type Fate } from "./fake-queue";
import { isUnderWay, Outbox } from "./outgoing";
import { ApiProblem } from "./problem";
import type { Task } from "./queue";
import { TaskFeed } from "./task-feed";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const LOST = new ApiProblem(409, { code: "lease_lost" });
const touched = new Set<string>();

/** A desk with its feed and its outbox, as a page has them. */
function seat(nSlots: number) {
  const queue = new FakeQueue(nSlots);
  const outbox = new Outbox();
  const feed = new TaskFeed(queue.server, {
    isClear: () => !outbox.all.get().some(isUnderWay),
    isRefused: ({ token }) => outbox.all.get().some((one) => !isUnderWay(one) && one.task.token === token),
    isTouched: ({ token }) => touched.has(token),
  });
  touched.clear();
  const callOff = outbox.all.subscribe(() => feed.look());
  feed.open();
  const desk = () => feed.view.get().desk;
  const task = (): Task => {
    const now = desk();
    if (now.kind !== "task") throw new Error(`no task is there: ${now.kind}`);
    return now.task;
  };
  const send = () => {
    const sent = task();
    const sending = outbox.send("member_1", sent, () => queue.submit(sent)).catch(() => undefined);
    feed.leave(sent);
    return { sent, sending };
  };
  return { queue, outbox, feed, desk, task, send, callOff };
}

const after = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const byKind = (fates: Record<string, Fate>) => (kind: string) => fates[kind] ?? {};

test("the next task is there at once when it was reserved, and the server hears that it begins", async () => {
  const { queue, feed, task, send } = seat(3);
  await after();
  expect([task().slot_id, feed.view.get().next?.slot_id]).toEqual(["slot_0", "slot_1"]);
  send();
  expect(task().slot_id).toBe("slot_1");
  await after();
  expect(queue.log).toContain("start t1");
  expect(feed.view.get().next?.slot_id).toBe("slot_2");
});

test("no task comes twice when it is sent before the server heard that it was begun", async () => {
  const { queue, desk, task, send } = seat(4);
  queue.fate = byKind({ start: { back: 1_000 }, submit: { there: 1_500, back: 1_000 } });
  const seen: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    await after(10_000);
    seen.push(task().slot_id);
    send();
    await after(100);
    expect(desk().kind === "task" ? task().slot_id : "").not.toBe(seen.at(-1));
  }
  await after(10_000);
  expect(seen).toEqual(["slot_0", "slot_1", "slot_2", "slot_3"]);
  expect(desk().kind).toBe("empty");
});

test("two tasks that are sent at once are both sent, and the third one comes", async () => {
  const { queue, task, send } = seat(3);
  queue.fate = byKind({ start: { there: 3_000 }, submit: { there: 500 } });
  await after();
  send();
  send();
  await after(10_000);
  expect(task().slot_id).toBe("slot_2");
  expect(queue.done).toEqual([0, 1]);
});

test("what was sent is no more left by somebody who asks twice", async () => {
  const { feed, task } = seat(3);
  await after();
  const first = task();
  feed.leave(first);
  feed.leave(first);
  expect(task().slot_id).toBe("slot_1");
});

test("asks for the next in earnest only when everything that was sent has arrived", async () => {
  const { queue, desk, send } = seat(1);
  queue.fate = byKind({ submit: { there: 20_000 } });
  await after();
  send();
  await after(15_000);
  expect(desk()).toEqual({ kind: "fetching", error: null });
  expect(queue.count("claim")).toBe(1);
  await after(6_000);
  expect(desk().kind).toBe("empty");
});

test("what the server refuses comes back when nothing else is there", async () => {
  const { queue, outbox, task, send } = seat(1);
  queue.refusal = (kind) => (kind === "submit" ? new ApiProblem(422, { code: "invalid" }) : null);
  await after();
  const { sent } = send();
  await after(100);
  expect(task().token).toBe(sent.token);
  expect(outbox.all.get().map(({ state }) => state)).toEqual(["refused"]);
  queue.refusal = () => null;
  send();
  await after(100);
  expect(queue.done).toEqual([0]);
});

test("what was refused and given up is there again, and nobody asks without end", async () => {
  const { queue, outbox, feed, desk, task, send } = seat(2);
  queue.refusal = (kind) => (kind === "submit" ? new ApiProblem(422, { code: "invalid" }) : null);
  await after();
  const { sent } = send();
  await after(100);
  queue.refusal = () => null;
  send();
  outbox.forget(sent);
  const asked = vi.spyOn(queue.server, "claim");
  await after(2_000);
  expect(asked.mock.calls.length).toBeLessThan(3);
  feed.giveUp(sent);
  await after(20_000);
  expect(desk().kind).toBe("task");
  expect(task().token).toBe(sent.token);
});

test("the task in hand comes after one that is taken back, whatever is being reserved meanwhile", async () => {
  const { queue, feed, task, send } = seat(4);
  await after();
  const { sent } = send();
  queue.fate = byKind({ reserve: { back: 2_000 } });
  await after(500);
  const inHand = task();
  feed.putBack(await queue.undo(sent));
  expect(task().slot_id).toBe("slot_0");
  await after(5_000);
  expect(feed.view.get().next?.token).toBe(inHand.token);
  send();
  expect(task().token).toBe(inHand.token);
  await after();
  send();
  await after();
  expect(task().slot_id).toBe("slot_2");
});

test("what is taken back before the next one has come is there once", async () => {
  const { queue, feed, desk, task, send } = seat(1);
  await after();
  queue.fate = byKind({ claim: { there: 3_000 }, reserve: { there: 1_000 } });
  const { sent } = send();
  await after(1_500);
  feed.putBack(await queue.undo(sent));
  await after(10_000);
  expect(task().slot_id).toBe("slot_0");
  expect(feed.view.get().next).toBeNull();
  send();
  await after(10_000);
  expect(desk().kind).toBe("empty");
  expect(queue.done).toEqual([0]);
});

test("an old answer does not bring back what was sent since it was asked for", async () => {
  const { queue, feed, desk, task, send } = seat(1);
  await after();
  const { sent } = send();
  queue.fate = byKind({ claim: { back: 5_000 } });
  const taken = await queue.undo(sent);
  await after(100);
  feed.putBack(taken);
  expect(task().token).toBe(taken.token);
  send();
  await after(6_000);
  expect(desk().kind).not.toBe("task");
  await after(20_000);
  expect(desk().kind).toBe("empty");
});

test("goes on to another task when a reserved one is lost before anybody wrote on it", async () => {
  const { queue, task, send } = seat(3);
  await after();
  queue.refusal = (kind, token) => {
    if (kind === "start" && token === "t1") queue.claims.splice(1, 1, { token: "t1", slot: 1, isStarted: false, end: "skipped" });
    return kind === "start" && token === "t1" ? LOST : null;
  };
  send();
  expect(task().slot_id).toBe("slot_1");
  await after();
  expect(task().slot_id).toBe("slot_2");
});

test("a lost task stays when somebody has begun to write on it", async () => {
  const { queue, task, send } = seat(3);
  await after();
  touched.add("t1");
  queue.refusal = (kind) => (kind === "start" ? LOST : null);
  send();
  await after(1_000);
  expect(task().token).toBe("t1");
});

test("a reservation is kept for as long as somebody sits at the task before it", async () => {
  const { queue, feed } = seat(3);
  await after(10 * 60_000);
  expect(queue.count("beat")).toBeGreaterThanOrEqual(9);
  expect(queue.count("reserve")).toBe(1);
  expect(feed.view.get().next?.token).toBe("t1");
});

test("a reservation lapses behind a hidden tab, and another one is made when it is in front again", async () => {
  const { queue, feed } = seat(3);
  await after();
  const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  await after(10 * 60_000);
  expect(queue.count("beat")).toBe(0);
  visibility.mockReturnValue("visible");
  feed.look();
  await after();
  expect(queue.count("reserve")).toBe(2);
});

test("another one is reserved when the server gave the reservation away", async () => {
  const { queue, feed } = seat(3);
  await after();
  queue.refusal = (kind) => (kind === "beat" ? LOST : null);
  const [, reserved] = queue.claims;
  if (reserved !== undefined) reserved.end = "skipped";
  await after(61_000);
  expect(feed.view.get().next?.slot_id).toBe("slot_2");
});

test("says why it takes long, and tries again by itself", async () => {
  const { queue, desk, task, send } = seat(2);
  await after();
  send();
  send();
  queue.nSlots = 3;
  queue.refusal = (kind) => (kind === "reserve" || kind === "claim" ? new ApiProblem(503, {}) : null);
  await after(20_000);
  expect(desk()).toMatchObject({ kind: "fetching", error: { status: 503 } });
  queue.refusal = () => null;
  await after(8_000);
  expect(task().slot_id).toBe("slot_2");
});

test("does not ask for ever when the server refuses, but when somebody wants it to", async () => {
  const { queue, feed, desk, task, send } = seat(1);
  await after();
  send();
  queue.nSlots = 2;
  queue.refusal = (kind) => (kind === "reserve" ? new ApiProblem(403, {}) : null);
  await after(60_000);
  expect(desk()).toMatchObject({ kind: "failed", error: { status: 403 } });
  expect(queue.count("reserve")).toBe(2);
  feed.retry();
  await after();
  expect(task().slot_id).toBe("slot_1");
});

test("a refused reservation leaves the task in hand alone", async () => {
  const queue = new FakeQueue(2);
  queue.refusal = (kind) => (kind === "reserve" ? new ApiProblem(500, {}) : null);
  const feed = new TaskFeed(queue.server, { isClear: () => true, isRefused: () => false, isTouched: () => false });
  feed.open();
  await after(60_000);
  expect(feed.view.get().desk.kind).toBe("task");
  expect(queue.count("reserve")).toBe(1);
});

test("an empty queue is looked at again by itself, and sooner when something happened", async () => {
  const { queue, feed, desk, task } = seat(0);
  await after();
  expect(desk().kind).toBe("empty");
  await after(15_000);
  expect(queue.count("claim")).toBe(2);
  for (let n = 0; n < 50; n += 1) feed.look();
  await after(4_000);
  expect(queue.count("claim")).toBe(2);
  queue.nSlots = 1;
  await after(1_500);
  expect(task().slot_id).toBe("slot_0");
});

test("gives back what only waited when its person leaves, also what comes after that", async () => {
  const early = seat(3);
  await after();
  early.feed.close();
  await after();
  expect(early.queue.claims.map(({ end }) => end)).toEqual([null, "released"]);
  const late = seat(3);
  late.queue.fate = byKind({ reserve: { back: 1_000 } });
  await after(500);
  late.feed.close();
  await after(1_000);
  expect(late.queue.claims.map(({ end }) => end)).toEqual([null, "released"]);
});

test("what was begun and put behind another one stays in hand when its person leaves", async () => {
  const { queue, feed, send } = seat(3);
  await after();
  const { sent } = send();
  await after();
  feed.putBack(await queue.undo(sent));
  feed.close();
  await after();
  expect(queue.claims.filter(({ end, isStarted }) => end === null && isStarted).map(({ slot }) => slot).sort()).toEqual([0, 1]);
});

/** The same numbers for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test.each(Array.from({ length: 300 }, (_, seed) => seed))("every task is done once, whatever the network does (%i)", async (seed) => {
  const roll = dice(seed);
  const at = seat(8);
  const { queue, outbox, feed } = at;
  const isRough = seed % 3 > 0;
  const lost = () => (isRough && roll() < 0.15 ? (roll() < 0.5 ? ("there" as const) : ("back" as const)) : null);
  queue.fate = () => ({ there: roll() < 0.5 ? 0 : roll() * 3_000, back: roll() < 0.5 ? 0 : roll() * 3_000, lost: lost() });
  const finished = new Set<string>();
  let [nUndone, undosUnderWay] = [0, 0];
  let inHandSince = Date.now();
  let inHand = "";
  for (let step = 0; step < 4_000 && (at.desk().kind !== "empty" || undosUnderWay > 0 || queue.hasInHand); step += 1) {
    await after(roll() * 400);
    const now = at.desk();
    if (now.kind !== "task") continue;
    expect(finished.has(now.task.token), `${now.task.token} is on the desk again`).toBe(false);
    if (now.task.token !== inHand) [inHand, inHandSince] = [now.task.token, Date.now()];
    if (roll() < 0.3 || Date.now() < inHandSince + roll() * 500) continue;
    const { sent, sending } = at.send();
    finished.add(sent.token);
    if (roll() < 0.2 && nUndone < 5) {
      nUndone += 1;
      undosUnderWay += 1;
      void sending
        .then(() => queue.undo(sent))
        .then((task) => feed.wasLeft(task) || feed.putBack(task))
        // Where its answer was lost, the server gives it when it is asked for what is in hand.
        .catch(() => undefined)
        .finally(() => (undosUnderWay -= 1));
    }
  }
  await after(60_000);
  expect(at.desk().kind).toBe("empty");
  expect(outbox.all.get()).toEqual([]);
  expect(queue.done).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  feed.close();
});
