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

/** Rules of this task before the others; inside each group as in the guide. */
export function rulesFirst(rules: Rule[], keys: string[]): { first: Rule[]; rest: Rule[] } {
  const wanted = new Set(keys);
  return { first: rules.filter((rule) => wanted.has(rule.key)), rest: rules.filter((rule) => !wanted.has(rule.key)) };
}
