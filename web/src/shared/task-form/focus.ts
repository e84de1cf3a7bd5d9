import type { Question } from "./document";

/** The question that holds the focus, else the first one. */
export function focusedQuestion(questions: Question[]): Question | null {
  const key = document.activeElement?.closest("[data-question]")?.getAttribute("data-question");
  return questions.find((question) => question.key === key) ?? questions[0] ?? null;
}

/** Puts the focus on the chosen or first control of a question. */
export function focusQuestion(question: Question): void {
  const frame = document.querySelector(`[data-question="${CSS.escape(question.key)}"]`);
  const control = frame?.querySelector<HTMLElement>("input:checked, textarea") ?? frame?.querySelector<HTMLElement>("input");
  control?.focus();
}

/** Puts the focus on a question and shows all of it, with what is said about it. */
export function showQuestion(question: Question): void {
  focusQuestion(question);
  requestAnimationFrame(() => {
    document.querySelector(`[data-question="${CSS.escape(question.key)}"]`)?.scrollIntoView({ block: "nearest" });
  });
}
