import type { LikelyRule } from "@/api/review";
import type { Rule } from "@/api/guides";

interface RuleOption {
  value: string;
  label: string;
}

/** The rules to choose from: the likely ones in their order, then the others as in the guide. */
export function ruleOptions(rules: Rule[], likely: LikelyRule[]): { likely: RuleOption[]; others: RuleOption[] } {
  const byKey = new Map(rules.map((rule) => [rule.key, rule]));
  const first = likely.flatMap(({ key }) => byKey.get(key) ?? []);
  const isFirst = new Set(first);
  return { likely: first.map(optionOf), others: rules.filter((rule) => !isFirst.has(rule)).map(optionOf) };
}

/** Those with every word of the query in title or key; where a title begins with it, that one stands first. */
export function matchingRules(options: RuleOption[], query: string): RuleOption[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return options;
  const words = wanted.split(/\s+/);
  const found = options.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const begins = ({ label, value }: RuleOption) => label.toLowerCase().startsWith(wanted) || value.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((option) => !begins(option))];
}

function optionOf({ key, title }: Rule): RuleOption {
  return { value: key, label: `${title} (${key})` };
}
