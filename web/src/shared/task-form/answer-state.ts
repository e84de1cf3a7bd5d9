import { codePointLength } from "@/shared/text/code-points";
import type { Answers, Question } from "./document";

/** What is still wrong with an answer, as a key of the texts; the server has the last word. */
export type AnswerIssue = "missing" | "tooShort" | "tooLong";

function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "string") return value.trim() !== "";
  return !Array.isArray(value) || value.length > 0;
}

function issueOf(question: Question, value: unknown): AnswerIssue | null {
  if (!isAnswered(value)) return question.required === true ? "missing" : null;
  if (question.type !== "text" || typeof value !== "string") return null;
  const length = codePointLength(value);
  if (question.min_chars !== undefined && length < question.min_chars) return "tooShort";
  if (question.max_chars !== undefined && length > question.max_chars) return "tooLong";
  return null;
}

export function issuesOf(questions: Question[], answers: Answers): Map<string, AnswerIssue> {
  const found = questions.map((question) => [question.key, issueOf(question, answers[question.key])] as const);
  return new Map(found.filter((entry): entry is [string, AnswerIssue] => entry[1] !== null));
}

/** Answers as they are sent: without the questions that were left open. */
export function withoutEmpty(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => isAnswered(value)));
}
