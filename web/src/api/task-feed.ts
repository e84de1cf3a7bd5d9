import { Watched } from "@/shared/work/watched";
import type { FeedOptions, FeedServer, FeedView, OnDesk } from "./feed-types";
import { isPassing } from "./problem";
import type { Task } from "./queue";
import { Steps, type Step } from "./steps";
import { isLapsing, TaskLine } from "./task-line";

const FETCHING: OnDesk = { kind: "fetching", error: null };
const LOOK_AGAIN_MS = 15_000;
/** Changes elsewhere make it look at an empty queue again, but no more often than this. */
const LEAST_BETWEEN_LOOKS_MS = 5_000;
const SHORTEST_REST_MS = 1_000;

/**
 * The task on the desk and the one reserved behind it, so that the next is on screen at once.
 * It asks the server one thing at a time: `due` decides what from the state alone, whatever happened meanwhile.
 */
export class TaskFeed {
  private desk: OnDesk = FETCHING;
  private readonly line = new TaskLine();
  /** Shown already, while the server only knows that they are reserved. */
  private unstarted: Task[] = [];
  /** Nothing can be reserved; what comes now is asked for in earnest, with the reasons why nothing comes. */
  private isDry = true;
  private lookAt = 0;
  private lookedAt = 0;
  /** Tokens of what was sent or skipped: an answer that was long on its way may still name them. */
  private readonly left = new Set<string>();
  private isOpen = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** As React watches it. */
  readonly view = new Watched<FeedView>({ desk: FETCHING, next: null });
  private readonly steps = new Steps({
    due: () => this.due(),
    onStep: (error) => this.ended(error),
    onRest: () => this.setTimer(),
  });

  constructor(
    private readonly server: FeedServer,
    private readonly options: FeedOptions,
  ) {}

  open(): void {
    this.isOpen = true;
    this.go();
  }

  /** The person leaves: what only waited goes back to the others. */
  close(): void {
    this.isOpen = false;
    clearTimeout(this.timer);
    for (const task of this.line.takeReserved()) this.release(task);
    this.go();
  }

  has(task: Task): boolean {
    return this.desk.kind === "task" && this.desk.task.token === task.token;
  }

  /** Whether it was sent or skipped here. */
  wasLeft(task: Task): boolean {
    return this.left.has(task.token);
  }

  /** It was sent or skipped: the next one comes. */
  leave(task: Task): void {
    if (!this.has(task)) return;
    this.left.add(task.token);
    this.toNext();
    this.go();
  }

  /** A task is on the desk again; the one that was there comes after it. */
  putBack(task: Task): void {
    const { desk } = this;
    if (desk.kind === "task" && !this.has(task)) this.line.add(desk.task, "first");
    this.line.drop(task);
    this.left.delete(task.token);
    this.show(task);
    this.go();
  }

  /** What was sent was not taken and is given up: the server may give the task again. */
  giveUp(task: Task): void {
    this.left.delete(task.token);
    this.look();
  }

  /** Something may have changed: an empty queue is looked at again, and what was put off is done. */
  look(): void {
    this.lookAt = Math.min(this.lookAt, Math.max(Date.now(), this.lookedAt + LEAST_BETWEEN_LOOKS_MS));
    this.go();
  }

  /** Somebody asks for it: from the beginning. */
  retry(): void {
    if (this.desk.kind === "task") return;
    this.desk = FETCHING;
    this.isDry = true;
    this.go();
  }

  private go(): void {
    this.tell();
    this.steps.go();
  }

  private due(): Step | null {
    const [unstarted] = this.unstarted;
    if (!this.isOpen) return null;
    if (unstarted !== undefined) return () => this.start(unstarted);
    switch (this.desk.kind) {
      case "fetching":
        if (!this.isDry) return () => this.reserve();
        return this.options.isClear() ? () => this.claim() : null;
      case "task":
        return this.dueBehind();
      case "empty":
        return Date.now() >= this.lookAt && this.options.isClear() ? () => this.claim() : null;
      case "failed":
        return null;
    }
  }

  private dueBehind(): Step | null {
    this.line.dropLapsed();
    const late = this.line.late();
    if (late !== null) return isInFront() ? () => this.prolong(late) : null;
    return this.line.isEmpty && !this.isDry ? () => this.reserve() : null;
  }

  private async claim(): Promise<void> {
    const { task, reasons } = await this.server.claim();
    this.lookedAt = Date.now();
    this.lookAt = this.lookedAt + LOOK_AGAIN_MS;
    if (task !== null) {
      this.isDry = false;
      this.take(task);
    }
    // Also where it gave what was left here already: asking again at once would bring the same.
    if (this.desk.kind !== "task") this.desk = { kind: "empty", reasons };
  }

  private async reserve(): Promise<void> {
    const { task } = await this.server.reserve();
    if (task === null || this.isKnown(task)) this.isDry = true;
    else if (!this.isOpen) this.release(task);
    else if (this.desk.kind === "task" && isLapsing(task)) this.isDry = true;
    else this.take(task);
  }

  /** Also what was sent meanwhile is started in its turn: until then the server would reserve that same one again. */
  private async start(task: Task): Promise<void> {
    try {
      await this.server.start(task);
    } catch (error) {
      if (isPassing(error)) throw error;
      this.lose(task);
    }
    this.unstarted = this.unstarted.filter(({ token }) => token !== task.token);
  }

  /** Somebody else has it by now. Whoever has begun to write on it goes on, and sends it late. */
  private lose(task: Task): void {
    if (this.options.isTouched(task)) return;
    this.line.drop(task);
    if (this.has(task)) this.toNext();
  }

  private async prolong(task: Task): Promise<void> {
    try {
      this.line.keep(task, await this.server.beat(task));
    } catch (error) {
      if (isPassing(error)) throw error;
      this.line.drop(task);
      this.isDry = false;
    }
  }

  /** What the server gave, onto the empty desk or behind the task that is there. */
  private take(task: Task): void {
    if (this.isKnown(task) || (this.wasLeft(task) && !this.options.isRefused(task))) return;
    this.left.delete(task.token);
    if (this.desk.kind === "task") this.line.add(task, "last");
    else this.show(task);
  }

  private toNext(): void {
    this.line.dropLapsed();
    this.isDry = false;
    const next = this.line.takeNext();
    if (next === null) this.desk = FETCHING;
    else this.show(next);
  }

  private show(task: Task): void {
    if (task.started_at === null) this.unstarted.push(task);
    this.desk = { kind: "task", task: { ...task, started_at: task.started_at ?? new Date().toISOString() } };
  }

  private ended(error: unknown): void {
    if (error !== null) this.failed(error);
    this.tell();
  }

  private failed(error: unknown): void {
    // What comes behind a task is no worry of whoever works on it.
    if (this.desk.kind === "task") this.isDry = this.isDry || !isPassing(error);
    else if (!isPassing(error)) this.desk = { kind: "failed", error };
    else if (this.desk.kind === "fetching") this.desk = { kind: "fetching", error };
  }

  private isKnown(task: Task): boolean {
    return this.has(task) || this.line.has(task);
  }

  private release(task: Task): void {
    void this.server.release(task).catch(() => undefined);
  }

  private setTimer(): void {
    clearTimeout(this.timer);
    const at = this.desk.kind === "empty" ? this.lookAt : this.line.beatAt;
    if (!this.isOpen || at === null) return;
    // Behind a hidden tab nobody waits: it looks again when it is in front.
    this.timer = setTimeout(() => isInFront() && this.go(), Math.max(SHORTEST_REST_MS, at - Date.now()));
  }

  private tell(): void {
    const { next } = this.line;
    const before = this.view.get();
    if (before.desk !== this.desk || before.next !== next) this.view.set({ desk: this.desk, next });
  }
}

function isInFront(): boolean {
  return document.visibilityState === "visible";
}
