import { Alert, Anchor, List } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import { linesAbove } from "./block-text";

interface RuleFaultsProps {
  rule: DraftRule;
  /** The empty lines under the heading, which the text box does not show. */
  lead: string;
  /** To lines counted from the heading. */
  onGo: (first: number, behind: number) => void;
}

/** What keeps the guide from being published, and what was probably meant otherwise, by line of the text. */
export const RuleFaults = memo(function RuleFaults({ rule, lead, onGo }: RuleFaultsProps) {
  const { t } = useTranslation();
  const show = (faults: DraftRule["faults"], title: string, color: string) =>
    faults.length > 0 && (
      <Alert color={color} title={title}>
        <List size="sm">
          {faults.map(({ at, message }) => {
            const inBody = Number(/\d+/.exec(at)?.[0] ?? rule.line) - rule.line - rule.body_line;
            const line = inBody - linesAbove(lead);
            return (
              <List.Item key={`${at} ${message}`}>
                {line >= 0 && (
                  <Anchor component="button" type="button" size="sm" me={6} c="inherit" underline="always" onClick={() => onGo(inBody, inBody + 1)}>
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
});
