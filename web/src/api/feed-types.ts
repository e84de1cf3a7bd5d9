import type { Schemas } from "./problem";
import type { Task } from "./queue";

type Next = Schemas["NextOut"];

/** What the feed asks the server for. */
export interface FeedServer {
  /** What is in hand there, else the next one. */
  claim: () => Promise<Next>;
  /** The one after it: kept for a short time, and only one. */
  reserve: () => Promise<Next>;
  start: (task: Task) => Promise<unknown>;
  beat: (task: Task) => Promise<{ lease_expires_at: string }>;
  release: (task: Task) => Promise<unknown>;
}

export interface FeedOptions {
  /** False while something sent before is under way: the server would give that as the task in hand. */
  isClear: () => boolean;
  /** Whether it was sent and not taken: then the server gives it again with reason. */
  isRefused: (task: Task) => boolean;
  /** Whether somebody has begun to write on it. */
  isTouched: (task: Task) => boolean;
}

export type OnDesk =
  /** `error`: why it takes so long; it is tried again by itself. */
  | { kind: "fetching"; error: unknown }
  | { kind: "task"; task: Task }
  | { kind: "empty"; reasons: Next["reasons"] }
  /** The server refuses to give any. */
  | { kind: "failed"; error: unknown };

export interface FeedView {
  desk: OnDesk;
  /** What comes next, when that is known. */
  next: Task | null;
}
