import type { Finding } from "@/api/review";
import type { Answers } from "@/shared/task-form/document";
import type { TextAnchor } from "@/shared/text/anchor";
import { toUtf16Offset } from "@/shared/text/code-points";

/** The answer with the suggested words in their place; null where there are none, or the words have changed since. */
export function withSuggestion(finding: Pick<Finding, "anchor" | "suggestion">, answers: Answers) {
  const { anchor, suggestion } = finding;
  const place = anchor === null ? null : placeInAnswer(anchor, answers);
  if (place === null || suggestion === null || suggestion === "") return null;
  return { key: place.key, text: place.text.slice(0, place.start) + suggestion + place.text.slice(place.end) };
}

/** Selects the words of an anchor in the text box of their answer. */
export function selectInAnswer(anchor: TextAnchor, answers: Answers): void {
  const place = placeInAnswer(anchor, answers);
  if (place === null) return;
  const box = document.querySelector<HTMLTextAreaElement>(`[data-question="${CSS.escape(place.key)}"] textarea`);
  box?.focus();
  box?.setSelectionRange(place.start, place.end);
}

/** Where the quoted words stand in an answer: at their old place, else the only place that has them. */
function placeInAnswer({ target, pointer, start, quote }: TextAnchor, answers: Answers) {
  const key = pointer.slice(1);
  const text = answers[key];
  if (target !== "answers" || typeof text !== "string") return null;
  const before = toUtf16Offset(text, start);
  const first = text.indexOf(quote);
  const isOnly = first >= 0 && first === text.lastIndexOf(quote);
  const at = text.startsWith(quote, before) ? before : isOnly ? first : -1;
  return at < 0 ? null : { key, text, start: at, end: at + quote.length };
}
