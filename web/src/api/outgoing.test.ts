import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { tryAgain } from "@/shared/work/try-again";
import { Outbox } from "./outgoing";
import { ApiProblem, NoConnection } from "./problem";
import type { Task } from "./queue";

const task = { token: "t1" } as Task;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function states(outbox: Outbox): string[] {
  return outbox.all.get().map(({ state }) => state);
}

function asksBeforeClosing(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

test("tries until it arrives, and asks before the page is closed for as long as it has not", async () => {
  const outbox = new Outbox();
  let failures = 0;
  const failing = [new NoConnection(), new ApiProblem(503, {}), new ApiProblem(401, {})];
  const sending = outbox.send("member_1", task, () => {
    const error = failing[failures];
    failures += 1;
    return error === undefined ? Promise.resolve("arrived") : Promise.reject(error);
  });
  expect(states(outbox)).toEqual(["sending"]);
  await vi.advanceTimersByTimeAsync(0);
  expect([states(outbox), asksBeforeClosing()]).toEqual([["waiting"], true]);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(await sending).toBe("arrived");
  expect([states(outbox), asksBeforeClosing()]).toEqual([[], false]);
});

test("tries at once when somebody signed in again", async () => {
  const outbox = new Outbox();
  let isSignedIn = false;
  const sending = outbox.send("member_1", task, () => (isSignedIn ? Promise.resolve(1) : Promise.reject(new ApiProblem(401, {}))));
  await vi.advanceTimersByTimeAsync(20_000);
  isSignedIn = true;
  tryAgain();
  await vi.advanceTimersByTimeAsync(0);
  expect(await sending).toBe(1);
});

test("keeps what was refused, with the reason, until it is sent again", async () => {
  const outbox = new Outbox();
  const refusal = new ApiProblem(422, {});
  await expect(outbox.send("member_1", task, () => Promise.reject(refusal))).rejects.toBe(refusal);
  expect(outbox.all.get()).toEqual([{ memberId: "member_1", task, state: "refused", error: refusal }]);
  expect(asksBeforeClosing()).toBe(false);
  await outbox.send("member_1", task, () => Promise.resolve());
  expect(outbox.all.get()).toEqual([]);
});
