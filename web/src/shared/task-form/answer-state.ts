import { codePointLength } from "@/shared/text/code-points";
import type { Answers, Question } from "./document";

/** What is still wrong with an answer, as a key of the texts; the server has the last word. */
export type AnswerIssue = "missing" | "tooShort" | "tooLong" | "tooFew" | "tooMany";

function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "string") return value.trim() !== "";
  return !Array.isArray(value) || value.length > 0;
}

function issueOf(question: Question, value: unknown): AnswerIssue | null {
  if (!isAnswered(value)) return question.required === true ? "missing" : null;
  if (question.type === "text" && typeof value === "string") {
    return outside(codePointLength(value), question.min_chars, question.max_chars, ["tooShort", "tooLong"]);
  }
  if (question.type === "choice" && Array.isArray(value)) {
    return outside(value.length, question.min_picks, question.max_picks, ["tooFew", "tooMany"]);
  }
  return null;
}

function outside(n: number, min: Limit, max: Limit, [below, above]: [AnswerIssue, AnswerIssue]): AnswerIssue | null {
  if (min != null && n < min) return below;
  return max != null && n > max ? above : null;
}

type Limit = number | null | undefined;

export function issuesOf(questions: Question[], answers: Answers): Map<string, AnswerIssue> {
  const found = questions.map((question) => [question.key, issueOf(question, answers[question.key])] as const);
  return new Map(found.filter((entry): entry is [string, AnswerIssue] => entry[1] !== null));
}

/** Answers as they are sent: without the questions that were left open. */
export function withoutEmpty(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => isAnswered(value)));
}
