import type { Rule } from "@/api/guides";

/** The rules that have every word of the query in their key, title or text. */
export function searchRules<Found extends Rule>(rules: Found[], query: string): Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rules;
  return rules.filter((rule) => {
    const text = `${rule.key} ${rule.title} ${rule.body}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

type Scoped = Rule & { scope: { questions: string[] } };

interface Nearness {
  /** The question at hand; null where there is none. */
  question: { key: string; rules?: string[] } | null;
  /** Keys of the rules that the questions of the task name. */
  ofTask: string[];
  /** Keys of the rules that concern the task; null while it is not known. */
  concerning: ReadonlySet<string> | null;
}

/** By nearness, in each group as in the guide: about the question at hand, named by the task, concerning it, and the others. */
export function nearestFirst<Found extends Scoped>(rules: Found[], { question, ofTask, concerning }: Nearness) {
  const groups = { question: [] as Found[], task: [] as Found[], concerning: [] as Found[], others: [] as Found[] };
  for (const rule of rules) {
    const isOther = concerning !== null && !concerning.has(rule.key);
    const isAsked = question !== null && (question.rules?.includes(rule.key) === true || rule.scope.questions.includes(question.key));
    if (isOther) groups.others.push(rule);
    else if (isAsked) groups.question.push(rule);
    else if (ofTask.includes(rule.key)) groups.task.push(rule);
    else groups.concerning.push(rule);
  }
  return groups;
}
