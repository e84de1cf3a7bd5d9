import { Select, type ComboboxParsedItem } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import { likelyRulesQuery } from "@/api/review";
import type { TextAnchor } from "@/shared/text/anchor";
import { matchingRules, ruleOptions } from "./rule-choice";

interface RuleSelectProps {
  submissionId: string;
  rules: Rule[];
  /** The words that the finding is about. */
  anchor: TextAnchor | null;
  value: string | null;
  onRule: (rule: Rule) => void;
}

/** A rule of the version that the work was done under: found as one types, the likely ones first. */
export function RuleSelect({ submissionId, rules, anchor, value, onRule }: RuleSelectProps) {
  const { t } = useTranslation();
  const words = anchor?.target === "answers" ? { pointer: anchor.pointer, start: anchor.start, end: anchor.end } : { pointer: "", start: 0, end: 0 };
  const likely = useQuery(likelyRulesQuery(submissionId, words));
  const options = ruleOptions(rules, likely.data?.rules ?? []);
  const groups = [
    { group: t("ruleChoice.likely"), items: options.likely },
    { group: t("ruleChoice.others"), items: options.others },
  ].filter(({ items }) => items.length > 0);
  return (
    <Select
      label={t("finding.rule")}
      placeholder={t("finding.ruleSearch")}
      data={groups}
      value={value}
      onChange={(key) => {
        const rule = rules.find((one) => one.key === key);
        if (rule !== undefined) onRule(rule);
      }}
      filter={({ options: shown, search }) => shown.flatMap((group) => filtered(group, rules.some((rule) => rule.key === value && search === labelOf(rule)) ? "" : search))}
      limit={60}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      selectFirstOptionOnDropdownOpen
      nothingFoundMessage={t("guide.noneFound")}
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the form appears because a key or button asked for it
      autoFocus={value === null}
    />
  );
}

function filtered(group: ComboboxParsedItem, search: string): ComboboxParsedItem[] {
  if (!("group" in group)) return [];
  const items = matchingRules(group.items, search);
  return items.length === 0 ? [] : [{ ...group, items }];
}

function labelOf({ title, key }: Rule): string {
  return `${title} (${key})`;
}
