import { Code } from "@mantine/core";
import type { ScopedRule } from "@/api/guide-scope";
import { Markdown } from "@/shared/ui/markdown";
import classes from "./rule-card.module.css";
import { RuleScope } from "./rule-scope";

/** One rule with its key and its text; a part of the guide that is no rule shows as a heading. */
export function RuleCard({ rule, isWanted }: { rule: ScopedRule; isWanted: boolean }) {
  const Heading = rule.level <= 1 ? "h2" : "h3";
  return (
    <section id={rule.key} className={classes.rule} data-level={rule.level} data-kind={rule.kind} data-wanted={isWanted || undefined}>
      <Heading className={classes.title}>
        {rule.title} <Code fw={400}>{rule.key}</Code>
      </Heading>
      <RuleScope scope={rule.scope} />
      {rule.body !== "" && <Markdown source={rule.body} />}
    </section>
  );
}
