export type DraftState =
  | { kind: "clean" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "saved"; at: number }
  | { kind: "offline" }
  | { kind: "refused"; reason: unknown };

export interface DraftSaverOptions<Value> {
  /** Sends the value to the server. */
  save: (value: Value) => Promise<void>;
  /** Keeps the value on this device, at once; `isUnsaved` is false when the server has this very value. */
  keep: (value: Value, isUnsaved: boolean) => void;
  /** True when the failure will pass by itself: no connection, the server restarting, signed out. */
  isPassing: (error: unknown) => boolean;
  onState: (state: DraftState) => void;
}

/** Below the promised 1 s, so that the request fits in. */
const PAUSE_MS = 700;
/** Somebody who types without a pause is saved this often. */
const LONGEST_WAIT_MS = 5_000;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 20_000];

/** Saves a draft on the server after each pause, one request at a time, and tries again for as long as it takes. */
export class DraftSaver<Value> {
  private pending: { value: Value; since: number } | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: Promise<void> | null = null;
  private failures = 0;
  private stopped = false;

  constructor(private readonly options: DraftSaverOptions<Value>) {}

  change(value: Value): void {
    this.options.keep(value, true);
    this.pending = { value, since: this.pending?.since ?? Date.now() };
    if (this.running !== null || this.stopped) return;
    if (this.failures === 0) {
      this.options.onState({ kind: "unsaved" });
      this.schedule(Math.min(PAUSE_MS, Math.max(0, this.pending.since + LONGEST_WAIT_MS - Date.now())));
    }
  }

  /** Saves what is unsaved now; resolves when the attempt has ended, well or badly. */
  async flush(): Promise<void> {
    await this.running;
    if (this.pending === null || this.stopped) return;
    this.running ??= this.run(this.pending);
    await this.running;
  }

  /** Nothing is sent any more; for a draft that was submitted or left. */
  stop(): void {
    this.stopped = true;
    this.clear();
  }

  private schedule(delayMs: number): void {
    this.clear();
    this.timer = setTimeout(() => void this.flush(), delayMs);
  }

  private clear(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async run(sending: { value: Value; since: number }): Promise<void> {
    this.clear();
    this.options.onState({ kind: "saving" });
    try {
      await this.options.save(sending.value);
      this.running = null;
      this.succeeded(sending);
    } catch (error) {
      this.running = null;
      this.failed(error);
    }
  }

  private succeeded(sent: { value: Value }): void {
    this.failures = 0;
    if (this.stopped) return;
    if (this.pending !== null && this.pending.value !== sent.value) {
      this.pending.since = Date.now();
      // It builds upon the revision that was just saved.
      this.options.keep(this.pending.value, true);
      this.options.onState({ kind: "unsaved" });
      this.schedule(PAUSE_MS);
      return;
    }
    this.pending = null;
    this.options.keep(sent.value, false);
    this.options.onState({ kind: "saved", at: Date.now() });
  }

  private failed(error: unknown): void {
    if (this.stopped) return;
    if (!this.options.isPassing(error)) {
      this.failures = 0;
      this.options.onState({ kind: "refused", reason: error });
      return;
    }
    this.options.onState({ kind: "offline" });
    this.schedule(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 0);
    this.failures += 1;
  }
}
