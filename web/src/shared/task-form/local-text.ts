import type { LocalText } from "./document";

/** The text in the wanted language, else in its parent language, else in English, else in any. */
export function localText(text: LocalText | null | undefined, locale: string): string {
  if (text === null || text === undefined) return "";
  if (typeof text === "string") return text;
  const language = locale.split("-")[0] ?? locale;
  return text[locale] ?? text[language] ?? text.en ?? Object.values(text)[0] ?? "";
}
