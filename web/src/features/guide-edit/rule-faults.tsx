import { Alert, Anchor, List } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import { linesAbove, rangeOfLines } from "./block-text";
import type { RuleText } from "./rule-text";

interface RuleFaultsProps {
  rule: DraftRule;
  text: RuleText;
  onGo: (from: number, to: number) => void;
}

/** What keeps the guide from being published, and what was probably meant otherwise, by line of the text. */
export function RuleFaults({ rule, text, onGo }: RuleFaultsProps) {
  const { t } = useTranslation();
  const show = (faults: DraftRule["faults"], title: string, color: string) =>
    faults.length > 0 && (
      <Alert color={color} title={title}>
        <List size="sm">
          {faults.map(({ at, message }) => {
            const line = Number(/\d+/.exec(at)?.[0] ?? rule.line) - rule.line - rule.body_line - linesAbove(text.lead);
            return (
              <List.Item key={`${at} ${message}`}>
                {line >= 0 && (
                  <Anchor component="button" type="button" size="sm" me={6} onClick={() => onGo(...rangeOfLines(text.body, line, line + 1))}>
                    {t("guideEdit.line", { line: line + 1 })}
                  </Anchor>
                )}
                {message}
              </List.Item>
            );
          })}
        </List>
      </Alert>
    );
  return (
    <>
      {show(rule.faults, t("guideEdit.faults"), "red")}
      {show(rule.warnings, t("guideEdit.warnings"), "yellow")}
    </>
  );
}
