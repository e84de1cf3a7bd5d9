import type { Question } from "@/shared/task-form/document";
import { focusQuestion } from "@/shared/task-form/focus";

/** Where a fix is mostly made: the first text, else the first question. */
export function focusFirstText(questions: Question[]): void {
  const first = questions.find(({ type }) => type === "text") ?? questions[0];
  if (first !== undefined) focusQuestion(first);
}

export function focusLastFinding(): void {
  [...document.querySelectorAll("[data-finding]")].at(-1)?.querySelector("input")?.focus();
}
