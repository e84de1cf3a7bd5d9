let aheadMs = 0;

/** Learns from an answer how far the server's clock is ahead of this device's; what came from a cache says nothing. */
export function hearTime(response: Response): void {
  const at = Date.parse(response.headers.get("Date") ?? "");
  if (!Number.isNaN(at)) aheadMs = at - Date.now();
}

/** Leases end by the server's clock, and this device's may be wrong. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}
