const LONGEST = 200;

/** The first text inside an item that says what it is about: a user's message, a prompt, else anything readable. */
export function itemPreview(content: unknown): string {
  return (firstText(content) ?? "").replace(/\s+/g, " ").trim().slice(0, LONGEST);
}

function firstText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return firstOf(value);
  if (typeof value !== "object" || value === null) return null;
  const record = value as Record<string, unknown>;
  if (typeof record.content === "string") return record.content;
  if (Array.isArray(record.messages)) return firstOf(record.messages) ?? firstOf(Object.values(record));
  return firstOf(Object.values(record));
}

function firstOf(values: unknown[]): string | null {
  for (const value of values) {
    const text = firstText(value);
    if (text !== null && text.trim() !== "") return text;
  }
  return null;
}
