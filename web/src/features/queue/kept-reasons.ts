import type { Suppression } from "@/api/checks";

const PREFIX = "copydesk.reasons.";

/** Reasons that were given for notes of a task, kept on this device until it is sent. */
export function keptReasons(keepAs: string): Suppression[] {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + keepAs) ?? "[]") as Suppression[];
  } catch {
    return [];
  }
}

export function keepReasons(keepAs: string, reasons: Suppression[]): void {
  try {
    localStorage.setItem(PREFIX + keepAs, JSON.stringify(reasons));
  } catch {
    // Storage is full or forbidden: they live as long as the page.
  }
}

export function dropReasons(keepAs: string): void {
  localStorage.removeItem(PREFIX + keepAs);
}
