import { useTranslation } from "react-i18next";

export interface ToldEvent {
  action: string;
  subject_type: string | null;
  subject_id: number | null;
  details: Record<string, unknown>;
}

/** What somebody did, in plain words that follow a name: "Ana · answered item_42, round 1". */
export function useEventSentence(): (event: ToldEvent) => string {
  const { t, i18n } = useTranslation();
  return (event) => {
    const key = `event.${event.action}`;
    if (!i18n.exists(key)) return plainAction(event);
    return t(key as "event.guide.saved", wordsOf(event));
  };
}

/** Every kind of action that has a sentence, for a filter: its noun. */
export const EVENT_NOUNS = [
  "submission",
  "review",
  "finding",
  "slot",
  "slots",
  "item",
  "items",
  "import",
  "export",
  "guide",
  "interface",
  "workflow",
  "member",
  "members",
  "invitation",
  "team",
  "project",
  "view",
  "events",
] as const;

/** The values that a sentence may use: everything among the details, and what the event is about. */
export function wordsOf({ subject_type, subject_id, details }: ToldEvent): Record<string, string | number> {
  const words: Record<string, string | number> = { subject: subjectOf(subject_type, subject_id), n: countOf(details) };
  for (const [name, value] of Object.entries(details)) words[name] = wordOf(name, value);
  return words;
}

function subjectOf(type: string | null, id: number | null): string {
  return type === null || id === null ? "" : `${type}_${id}`;
}

function countOf(details: Record<string, unknown>): number {
  const counted = Object.entries(details).find(([name, value]) => name.startsWith("n_") && typeof value === "number");
  return counted === undefined ? 0 : Number(counted[1]);
}

function wordOf(name: string, value: unknown): string | number {
  if (typeof value === "number") return name.endsWith("_id") ? `${name.slice(0, -"_id".length)}_${value}` : value;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(String).join(", ");
  return value === null || value === undefined ? "–" : JSON.stringify(value);
}

/** An action without a sentence of its own: "guide saved". */
function plainAction({ action, subject_type, subject_id }: ToldEvent): string {
  return `${action.replaceAll(/[._]/g, " ")} ${subjectOf(subject_type, subject_id)}`.trim();
}
