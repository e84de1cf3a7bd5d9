export type Segment = [startMs: number, endMs: number];

const IDLE_AFTER_MS = 60_000;

/**
 * Measures how long a person was really at a task: from the first sign of life to 60 s after the last one,
 * with a break while the tab is hidden. Pure: every method is told the time.
 * Units: milliseconds since 1970.
 */
export class ActiveTimeMeter {
  private readonly closed: Segment[];
  private openSince: number | null = null;
  private lastInput = 0;
  private visible = true;

  constructor(before: Segment[] = []) {
    this.closed = [...before];
  }

  /** A key, a pointer or a scroll; also the moment when the task appears. */
  input(now: number): void {
    if (!this.visible) return;
    this.closeIfIdle(now);
    // A clock that was set back begins no segment inside the one before.
    this.openSince ??= Math.max(now, this.closed.at(-1)?.[1] ?? now);
    this.lastInput = now;
  }

  hide(now: number): void {
    this.close(now);
    this.visible = false;
  }

  show(now: number): void {
    this.visible = true;
    this.input(now);
  }

  isActive(now: number): boolean {
    return this.openSince !== null && now < this.lastInput + IDLE_AFTER_MS;
  }

  /** True when somebody gave a sign of life within the last `ms`. */
  isPresent(now: number, ms: number): boolean {
    return this.visible && now < this.lastInput + ms;
  }

  segments(now: number): Segment[] {
    if (this.openSince === null) return [...this.closed];
    return [...this.closed, [this.openSince, this.endBy(now)]];
  }

  totalMs(now: number): number {
    return this.segments(now).reduce((sum, [start, end]) => sum + (end - start), 0);
  }

  private endBy(now: number): number {
    return Math.max(this.openSince ?? now, Math.min(now, this.lastInput + IDLE_AFTER_MS));
  }

  private closeIfIdle(now: number): void {
    if (this.openSince !== null && !this.isActive(now)) this.close(now);
  }

  private close(now: number): void {
    if (this.openSince === null) return;
    const end = this.endBy(now);
    if (end > this.openSince) this.closed.push([this.openSince, end]);
    this.openSince = null;
  }
}

export function toIsoSegments(segments: Segment[]): [string, string][] {
  return segments
    .filter(([start, end]) => end > start)
    .map(([start, end]) => [new Date(start).toISOString(), new Date(end).toISOString()]);
}
