import type { Compared, Severity } from "@/api/guides";

const SEVERITIES = new Set<unknown>(["minor", "major", "critical"]);

/** What is compared, from the address. */
export function readCompared(search: Record<string, unknown>): Compared {
  const severity = Array.isArray(search.severity) ? search.severity.filter((one): one is Severity => SEVERITIES.has(one)) : [];
  return {
    ...(typeof search.old === "string" ? { old: search.old } : {}),
    ...(typeof search.new === "string" ? { new: search.new } : {}),
    ...(severity.length > 0 ? { severity } : {}),
  };
}
