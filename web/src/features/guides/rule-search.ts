import type { Rule } from "@/api/guides";

/** The rules that have every word of the query in their key, title or text. */
export function searchRules(rules: Rule[], query: string): Rule[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rules;
  return rules.filter((rule) => {
    const text = `${rule.key} ${rule.title} ${rule.body}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Rules of the question at hand, those of the task's other questions, and the rest; inside each group as in the guide. */
export function nearestFirst(rules: Rule[], ofQuestion: string[], ofTask: string[]): { question: Rule[]; task: Rule[]; rest: Rule[] } {
  const near = new Set(ofQuestion);
  const wanted = new Set(ofTask);
  return {
    question: rules.filter(({ key }) => near.has(key)),
    task: rules.filter(({ key }) => wanted.has(key) && !near.has(key)),
    rest: rules.filter(({ key }) => !wanted.has(key) && !near.has(key)),
  };
}
