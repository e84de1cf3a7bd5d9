import type { Answers, Question } from "./document";
import { preferenceSteps } from "./preference-scale";

/** The choices of a question in the order of the keys 1 to 9. */
function keyChoices(question: Question, displayed: string[]): unknown[] {
  switch (question.type) {
    case "preference":
      return preferenceSteps(displayed, question.strengths).map(({ preferred, strength }) => ({ preferred, strength }));
    case "choice":
      return question.options.map((option) => option.value);
    case "rating":
      return ratingValues(question);
    case "text":
      return [];
  }
}

export function ratingValues({ min, max }: { min: number; max: number }): number[] {
  return Array.from({ length: Math.max(0, max - min + 1) }, (_, index) => min + index);
}

/** The answer after a digit key, or null when the key means nothing here. 0 is "cannot judge". */
export function answerByKey(question: Question, digit: number, displayed: string[], current: unknown) {
  if (digit === 0) {
    return question.type === "preference" && question.cannot_judge === true ? { value: { cannot_judge: true } } : null;
  }
  const choice = keyChoices(question, displayed)[digit - 1];
  if (choice === undefined) return null;
  if (question.type === "choice" && question.many === true) return { value: toggled(current, choice as string) };
  return { value: choice };
}

export function toggled(current: unknown, value: string): string[] {
  const chosen = Array.isArray(current) ? (current as string[]) : [];
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}

/** Where the focus goes after a choice: the next question, or nowhere while several may be chosen. */
export function questionAfter(questions: Question[], question: Question, answers: Answers): Question | null {
  if (question.type === "choice" && question.many === true) return null;
  const rest = questions.slice(questions.indexOf(question) + 1);
  return rest.find((other) => answers[other.key] === undefined) ?? null;
}
