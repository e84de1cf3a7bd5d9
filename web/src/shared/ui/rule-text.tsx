import { memo, useMemo } from "react";
import type { Components } from "react-markdown";
import { useTranslation } from "react-i18next";
import { blocksOf, rehypeRuleBlocks, type RuleBlock, type RuleCheck, type RuleExample } from "@/shared/text/rule-blocks";
import { rehypePromptMarks } from "@/shared/text/prompt-marks";
import { readMarkdown } from "./markdown";
import classes from "./rule-text.module.css";
import frame from "./markdown.module.css";
import { RuleExamplesBlock } from "./rule-examples-block";

interface RuleTextProps {
  rule: { body: string; examples: RuleExample[]; checks: RuleCheck[] };
}

/** The body of a rule to read: its examples stand out by what they show, its checks are folded away. */
export const RuleText = memo(function RuleText({ rule: { body, examples, checks } }: RuleTextProps) {
  const drawn = useMemo(() => {
    const blocks = blocksOf(body, examples, checks);
    return readMarkdown(body, [rehypeRuleBlocks(blocks), rehypePromptMarks], { div: drawBlock(body, blocks) });
  }, [body, examples, checks]);
  return (
    <div className={frame.markdown} dir="auto">
      {drawn}
    </div>
  );
});

function drawBlock(body: string, blocks: RuleBlock[]): NonNullable<Components["div"]> {
  const lines = body.split(/\r\n|\r|\n/);
  return function Block({ node, children }) {
    const block = blocks[Number(node?.properties.dataRuleBlock)];
    if (block === undefined) return <div>{children}</div>;
    if (block.check === null) return <RuleExamplesBlock examples={block.examples} />;
    return <CheckBlock check={block.check} source={lines.slice(block.start + 1, block.end - 1).join("\n")} />;
  };
}

/** What a program looks for; how it is told stays one click away. */
function CheckBlock({ check: { kind, message }, source }: { check: RuleCheck; source: string }) {
  const { t } = useTranslation();
  return (
    <details className={classes.check}>
      <summary>
        <span className={classes.label}>{t("ruleText.check")}</span> <span dir="auto">{message === null ? kind : message.replaceAll("%s", "…")}</span>
      </summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines are scrolled by the keyboard, too */}
      <pre tabIndex={0}>
        <code>{source}</code>
      </pre>
    </details>
  );
}
