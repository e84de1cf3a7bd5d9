/** 0.5, 1, 2, 4, 8 … seconds: long enough for a server to come back, short enough to feel tried. */
export function retryDelayMs(failures: number): number {
  return Math.min(500 * 2 ** failures, 8_000);
}
