import type { Task } from "./queue";
import { serverNow } from "./server-clock";

interface Waiting {
  task: Task;
  /** When its lease must be put off, by this device's clock. */
  beatAt: number;
}

/** A reservation with less than this left is not worth showing. */
const SHORTEST_RESERVATION_MS = 2_000;
const LEAST_BETWEEN_BEATS_MS = 5_000;

/** The tasks behind the one on the desk, the next one first. */
export class TaskLine {
  private all: Waiting[] = [];

  get next(): Task | null {
    return this.all[0]?.task ?? null;
  }

  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** When a lease must be put off next; null: never. */
  get beatAt(): number | null {
    return this.isEmpty ? null : Math.min(...this.all.map(({ beatAt }) => beatAt));
  }

  has({ token }: Task): boolean {
    return this.all.some(({ task }) => task.token === token);
  }

  add(task: Task, place: "first" | "last"): void {
    this.drop(task);
    const one = { task, beatAt: Date.now() + Math.max(LEAST_BETWEEN_BEATS_MS, msLeft(task) / 2) };
    this.all = place === "first" ? [one, ...this.all] : [...this.all, one];
  }

  drop({ token }: Task): void {
    this.all = this.all.filter(({ task }) => task.token !== token);
  }

  /** The lease was put off. */
  keep(task: Task, lease: { lease_expires_at: string }): void {
    if (!this.has(task)) return;
    this.add({ ...task, ...lease }, this.next?.token === task.token ? "first" : "last");
  }

  dropLapsed(): void {
    this.all = this.all.filter(({ task }) => !isLapsing(task));
  }

  /** The one whose lease must be put off now. */
  late(): Task | null {
    return this.all.find(({ beatAt }) => beatAt <= Date.now())?.task ?? null;
  }

  takeNext(): Task | null {
    const { next } = this;
    this.all = this.all.slice(1);
    return next;
  }

  /** Those that were never on the desk. */
  takeReserved(): Task[] {
    const reserved = this.all.map(({ task }) => task).filter(({ started_at }) => started_at === null);
    for (const task of reserved) this.drop(task);
    return reserved;
  }
}

export function isLapsing(task: Task): boolean {
  return msLeft(task) < SHORTEST_RESERVATION_MS;
}

function msLeft(task: Task): number {
  return Date.parse(task.lease_expires_at) - serverNow();
}
