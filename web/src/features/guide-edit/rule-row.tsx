import { Text } from "@mantine/core";
import { memo, type CSSProperties, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import classes from "./guide-edit.module.css";
import type { Drop } from "./tree-moves";

interface RuleRowProps {
  rule: DraftRule;
  isChosen: boolean;
  isEntry: boolean;
  /** It is being dragged, itself or with its section. */
  isDragged: boolean;
  /** What is dragged falls here. */
  drop: Drop | null;
  /** Who else is at this rule, one name after another. */
  names: string;
  /** It was left before the server had its text. */
  isUnsaved: boolean;
  onOpen: (key: string) => void;
  onKeyDown: (event: KeyboardEvent, key: string) => void;
  onPointerDown?: ((event: PointerEvent, key: string) => void) | undefined;
}

/** One section or rule in the tree. */
export const RuleRow = memo(function RuleRow({ rule, isChosen, isEntry, isDragged, drop, names, isUnsaved, onOpen, onKeyDown, onPointerDown }: RuleRowProps) {
  const { t } = useTranslation();
  return (
    <div
      role="treeitem"
      aria-level={rule.level}
      aria-selected={isChosen}
      tabIndex={isEntry ? 0 : -1}
      data-rule={rule.key}
      data-status={rule.status}
      data-dragged={isDragged || undefined}
      data-drop={drop?.mark}
      className={classes.row}
      style={{ "--level": rule.level, "--drop-level": drop?.level } as CSSProperties}
      onClick={() => onOpen(rule.key)}
      onKeyDown={(event) => onKeyDown(event, rule.key)}
      onPointerDown={(event) => onPointerDown?.(event, rule.key)}
    >
      <span className={classes.rowTitle}>{rule.title}</span>
      {rule.faults.length > 0 && (
        <Text span size="xs" c="var(--copydesk-warn)">
          {t("guideEdit.nFaults", { count: rule.faults.length })}
        </Text>
      )}
      {isUnsaved && (
        <Text span size="xs" c="var(--copydesk-warn)">
          {t("guideEdit.notSaved")}
        </Text>
      )}
      {names !== "" && (
        <Text span size="xs" c="dimmed">
          {names}
        </Text>
      )}
    </div>
  );
});
