import type { Schemas } from "@/api/problem";

type ImportFormat = NonNullable<Schemas["ImportCreate"]["format"]>;

export const IMPORT_FORMATS: readonly ImportFormat[] = ["jsonl", "json", "csv", "tsv", "parquet", "label_studio"];

/** The chosen format; null leaves it to the server, which looks at the name and the first bytes. */
export function formatOf(value: string | null): ImportFormat | null {
  return IMPORT_FORMATS.find((format) => format === value) ?? null;
}

/** A mapping as it was typed: an object, none, or "broken". */
export function parseMapping(text: string): Record<string, unknown> | null | "broken" {
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : "broken";
  } catch {
    return "broken";
  }
}
