/** What a form says its tasks are about, as somebody writes it into a box. A text that begins with "/" is a place in the item. */
export const ABOUT_SETTINGS = ["task", "languages", "domains"] as const;
export type AboutSetting = (typeof ABOUT_SETTINGS)[number];

const PLAIN = /^[A-Za-z][\w-]*( [\w-]+)*$/;
const NOT_WORDS = new Set(["true", "false", "null"]);

interface Entry {
  /** The first line of the setting and the one behind its last, from 0. */
  start: number;
  end: number;
  text: string;
}

/** What stands in a source of a form, ready for its box; null where it is written in a way that only its text shows. */
export function aboutIn(source: string, setting: AboutSetting): string | null {
  if (isJson(source)) return inJson(source, setting);
  const entry = entryOf(source.split("\n"), setting);
  return entry === null ? "" : shownValue(entry.text);
}

/** The source with the setting said anew; an empty text takes it out. All other bytes stay. */
export function withAbout(source: string, setting: AboutSetting, said: string): string {
  const value = valueOf(setting, said);
  if (isJson(source)) return withJson(source, setting, value);
  const lines = source.split("\n");
  const entry = entryOf(lines, setting);
  const written = value === undefined ? [] : [`${setting}: ${writtenAs(value)}`];
  const at = entry ?? placeOf(lines, setting);
  return [...lines.slice(0, at.start), ...written, ...lines.slice(at.end)].join("\n");
}

type Value = string | string[] | { at: string } | undefined;

function valueOf(setting: AboutSetting, said: string): Value {
  const text = said.trim();
  if (text === "") return undefined;
  if (setting === "task") return text;
  if (text.startsWith("/")) return { at: text };
  return text.split(",").map((word) => word.trim()).filter((word) => word !== "");
}

function writtenAs(value: Exclude<Value, undefined>): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(quoted).join(", ")}]`;
  return `{at: ${/^[\w/~.-]+$/.test(value.at) ? value.at : JSON.stringify(value.at)}}`;
}

function quoted(word: string): string {
  return PLAIN.test(word) && !NOT_WORDS.has(word.toLowerCase()) ? word : JSON.stringify(word);
}

function shownValue(text: string): string | null {
  const at = /^\{\s*at:\s*(.*?)\s*\}$/.exec(text) ?? /^at:\s*(\S.*)$/.exec(text);
  if (at !== null) return unquoted(at[1] ?? "");
  const list = /^\[(.*)\]$/s.exec(text);
  const words = list !== null ? (list[1] ?? "").split(",") : /^-\s/.test(text) ? text.split("\n").map((line) => line.replace(/^-\s+/, "")) : [text];
  const read = words.map((word) => unquoted(word.trim())).filter((word) => word !== "");
  return read.includes(null) ? null : read.join(", ");
}

/** A plain word, or one in quotes; null for what is neither. */
function unquoted(text: string): string | null {
  if (/^'[^']*'$/.test(text)) return text.slice(1, -1);
  if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1);
  return /["'{}[\]&*!|>#]/.test(text) ? null : text;
}

/** A setting at the margin, with the lines under it that are indented or begin a list. */
function entryOf(lines: string[], setting: string): Entry | null {
  const start = lines.findIndex((line) => line.startsWith(`${setting}:`));
  if (start < 0) return null;
  let end = start + 1;
  while (end < lines.length && /^(\s+\S|- )/.test(lines[end] ?? "")) end += 1;
  const text = [(lines[start] ?? "").slice(setting.length + 1), ...lines.slice(start + 1, end)].map((line) => line.replace(/\s#.*$/, "").trim());
  return { start, end, text: text.filter((line) => line !== "").join("\n") };
}

/** Behind the title and the settings that usually come before it, else before the first line that is no remark. */
function placeOf(lines: string[], setting: AboutSetting): { start: number; end: number } {
  const before = ["title", ...ABOUT_SETTINGS.slice(0, ABOUT_SETTINGS.indexOf(setting))];
  const ends = before.flatMap((name) => entryOf(lines, name)?.end ?? []);
  const first = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("#"));
  const start = ends.length > 0 ? Math.max(...ends) : first < 0 ? lines.length : first;
  return { start, end: start };
}

function isJson(source: string): boolean {
  return source.trimStart().startsWith("{");
}

function inJson(source: string, setting: AboutSetting): string | null {
  const value = parsed(source)?.[setting];
  if (value == null) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" && "at" in value && typeof value.at === "string" ? value.at : null;
}

function withJson(source: string, setting: AboutSetting, value: Value): string {
  const document = parsed(source);
  if (document === null) return source;
  const { title, ...rest } = document;
  // What is undefined is not written.
  return JSON.stringify({ title, ...rest, [setting]: value }, null, 2);
}

function parsed(source: string): Record<string, unknown> | null {
  try {
    return JSON.parse(source) as Record<string, unknown>;
  } catch {
    return null;
  }
}
