import { Code } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ScopedRule } from "@/api/guide-scope";
import { RuleText } from "@/shared/ui/rule-text";
import classes from "./rule-card.module.css";
import { RuleScope } from "./rule-scope";

/** One rule with its key and its text; a part of the guide that is no rule shows as a heading. */
export function RuleCard({ rule, isWanted }: { rule: ScopedRule; isWanted: boolean }) {
  const { t } = useTranslation();
  const Heading = rule.level <= 1 ? "h2" : "h3";
  return (
    <section id={rule.key} className={classes.rule} data-level={rule.level} data-kind={rule.kind} data-wanted={isWanted || undefined}>
      <Heading className={classes.title}>
        {rule.title} <Code fw={400}>{rule.key}</Code>
        {rule.severity !== null && <span className={classes.severity}>{t(`finding.severities.${rule.severity}`)}</span>}
      </Heading>
      <RuleScope scope={rule.scope} />
      {rule.body !== "" && <RuleText rule={rule} />}
    </section>
  );
}
