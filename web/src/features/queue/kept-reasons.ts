import type { Suppression } from "@/api/checks";

const REASONS = "copydesk.reasons.";
const NAMES = "copydesk.names.";

/** Reasons that were given for notes of a task, kept on this device until it is sent. */
export function keptReasons(keepAs: string): Suppression[] {
  return read<Suppression>(REASONS + keepAs);
}

export function keepReasons(keepAs: string, reasons: Suppression[]): void {
  write(REASONS + keepAs, reasons);
}

/** Words of a task that its author holds for names, in small letters. */
export function keptNames(keepAs: string): string[] {
  return read<string>(NAMES + keepAs);
}

export function keepNames(keepAs: string, names: string[]): void {
  write(NAMES + keepAs, names);
}

/** Both, when the task was sent. */
export function dropReasons(keepAs: string): void {
  localStorage.removeItem(REASONS + keepAs);
  localStorage.removeItem(NAMES + keepAs);
}

function read<Kept>(key: string): Kept[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]") as Kept[];
  } catch {
    return [];
  }
}

function write(key: string, kept: unknown[]): void {
  try {
    if (kept.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: they live as long as the page.
  }
}
