export const IMPORT_FORMATS = ["jsonl", "json", "csv", "parquet", "label_studio"] as const;

/** The format that a file's name speaks for; null when it does not say. */
export function formatOf(filename: string): string | null {
  const ending = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase();
  if (ending === "ndjson") return "jsonl";
  return IMPORT_FORMATS.find((format) => format === ending) ?? null;
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
