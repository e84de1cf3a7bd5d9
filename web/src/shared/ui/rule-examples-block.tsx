import { useTranslation } from "react-i18next";
import type { RuleExample } from "@/shared/text/rule-blocks";
import { Markdown } from "./markdown";
import classes from "./rule-text.module.css";
import { useSpeaker } from "./use-speaker";

/** Examples that stand together: the conversation before them once, then what is good and what is bad side by side. */
export function RuleExamplesBlock({ examples }: { examples: RuleExample[] }) {
  return groupsOf(examples).map(({ said, answers }, index) => (
    <div key={index}>
      {said.map((turn, place) => (
        <Turn key={place} {...turn} />
      ))}
      <div className={classes.examples}>
        {answers.map((example, place) => (
          <Example key={place} example={example} />
        ))}
      </div>
    </div>
  ));
}

/** Answers to the same conversation stand together; of a later one, only what was said since. */
function groupsOf(examples: RuleExample[]): { said: RuleExample["context"]; answers: RuleExample[] }[] {
  const groups: { nSaid: number; said: RuleExample["context"]; answers: RuleExample[] }[] = [];
  for (const example of examples) {
    const last = groups.at(-1);
    const { context } = example;
    if (last?.nSaid === context.length) last.answers.push(example);
    else groups.push({ nSaid: context.length, said: context.slice(last?.nSaid ?? 0), answers: [example] });
  }
  return groups;
}

function Turn({ role, text }: { role: string; text: string }) {
  const speaker = useSpeaker();
  return (
    <div className={classes.turn}>
      <span className={classes.label}>{speaker(role)}</span>
      <Markdown source={text} />
    </div>
  );
}

function Example({ example: { verdict, text, explanation, breaks } }: { example: RuleExample }) {
  const { t } = useTranslation();
  return (
    <figure className={classes.example} data-verdict={verdict}>
      <figcaption className={classes.label}>
        {t(`ruleText.verdict.${verdict}`)}
        {breaks.length > 0 && ` · ${t("ruleText.breaks", { keys: breaks.join(", ") })}`}
      </figcaption>
      <Markdown source={text} />
      {explanation !== null && (
        <p className={classes.why} dir="auto">
          {explanation}
        </p>
      )}
    </figure>
  );
}
