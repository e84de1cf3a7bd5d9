import { Button, Group } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import { ConfirmButton } from "@/shared/ui/confirm-button";
import { stepOf, type Direction } from "./tree-moves";

const DIRECTIONS = ["up", "down", "out", "in"] as const satisfies Direction[];

interface RuleActionsProps {
  rule: DraftRule;
  rules: DraftRule[];
  onMove: (key: string, direction: Direction) => void;
  onRemove: (base: string) => void;
}

/** Moves the rule in the tree, or takes it away. */
export const RuleActions = memo(function RuleActions({ rule, rules, onMove, onRemove }: RuleActionsProps) {
  const { t } = useTranslation();
  const under = rules.filter(({ parent_key }) => parent_key === rule.key).length;
  return (
    <>
      <Group gap="xs" role="group" aria-label={t("guideEdit.move")}>
        {DIRECTIONS.map((direction) => (
          <Button key={direction} size="compact-sm" variant="default" disabled={stepOf(rules, rule.key, direction) === null} onClick={() => onMove(rule.key, direction)}>
            {t(`guideEdit.moves.${direction}`)}
          </Button>
        ))}
      </Group>
      <div>
        <ConfirmButton
          label={t("guideEdit.remove")}
          title={t("guideEdit.removeTitle", { title: rule.title })}
          text={t(under > 0 ? "guideEdit.removeSection" : "guideEdit.removeText")}
          onConfirm={() => onRemove(rule.base)}
        />
      </div>
    </>
  );
});
