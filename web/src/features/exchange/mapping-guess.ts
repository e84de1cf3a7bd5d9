import { atPointer, joinPointer } from "@/shared/text/pointer";

/** Where the parts of an item stand in a record: JSON Pointers; empty means nowhere. */
export interface SimpleMapping {
  external_id: string;
  prompt: string;
  responses: string[];
  keepRest: boolean;
}

const ID = /^(id|external_id|key|uid|item_id|example_id)$/i;
const PROMPT = /^(prompt|question|instruction|input|text|query|user|request)$/i;
const RESPONSE = /^(response|answer|completion|output|result|chosen|rejected|model)([_-]?(a|b|x|y|1|2|left|right|text))?$/i;

/** True when the records need no mapping: they have the keys that Copydesk writes itself. */
export function isCanonical(row: Record<string, unknown>): boolean {
  return Array.isArray(row.messages) || (typeof row.content === "object" && row.content !== null && "messages" in row.content);
}

/** A first guess by the names of the keys; people correct it. */
export function guessMapping(keys: string[]): SimpleMapping {
  const pointer = (key: string | undefined) => (key === undefined ? "" : joinPointer("", key));
  return {
    external_id: pointer(keys.find((key) => ID.test(key))),
    prompt: pointer(keys.find((key) => PROMPT.test(key))),
    responses: keys.filter((key) => RESPONSE.test(key) && !/^model/i.test(key)).map((key) => joinPointer("", key)),
    keepRest: true,
  };
}

/** The mapping document as the server takes it (contract/mapping.schema.json). */
export function mappingDocument({ external_id, prompt, responses, keepRest }: SimpleMapping): Record<string, unknown> {
  return {
    item: {
      ...(external_id !== "" && { external_id }),
      ...(prompt !== "" && { messages: [{ role: "user", content: prompt }] }),
      ...(responses.length > 0 && { responses: responses.map((content) => ({ content })) }),
      ...(keepRest && { keep: "*" }),
    },
  };
}

/** What the server will make of a record, near enough to look at: its content. */
export function mappedContent(row: Record<string, unknown>, mapping: SimpleMapping | null): Record<string, unknown> {
  if (mapping === null) return canonicalContent(row);
  const used = [mapping.external_id, mapping.prompt, ...mapping.responses];
  const rest = Object.entries(row).filter(([key]) => mapping.keepRest && !used.includes(joinPointer("", key)));
  return {
    ...Object.fromEntries(rest),
    messages: mapping.prompt === "" ? [] : [{ id: "m1", role: "user", content: textAt(row, mapping.prompt) }],
    responses: mapping.responses.map((pointer, index) => ({ id: `r${index + 1}`, content: textAt(row, pointer) })),
  };
}

function canonicalContent(row: Record<string, unknown>): Record<string, unknown> {
  const content = typeof row.content === "object" && row.content !== null ? (row.content as Record<string, unknown>) : row;
  return { ...content, messages: withIds(content.messages, "m"), responses: withIds(content.responses, "r") };
}

function withIds(list: unknown, letter: string): unknown[] {
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).map((entry, index) =>
    typeof entry === "object" && entry !== null ? { id: `${letter}${index + 1}`, ...entry } : { id: `${letter}${index + 1}`, content: entry },
  );
}

function textAt(row: unknown, pointer: string): string {
  const value = atPointer(row, pointer);
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}
