import { Text } from "@mantine/core";
import { memo, useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import type { Editor } from "@/api/guide-tools";
import classes from "./guide-edit.module.css";
import type { Direction } from "./tree-moves";

const MOVES: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

interface RuleTreeProps {
  rules: DraftRule[];
  chosen: string | null;
  editors: Editor[];
  onOpen: (key: string) => void;
  onMove: (key: string, direction: Direction) => void;
  onNew: () => void;
}

/** The sections and rules of the draft. Arrows go, Alt and arrows move the rule, Enter opens it, n writes a new one. */
export const RuleTree = memo(function RuleTree({ rules, chosen, editors, onOpen, onMove, onNew }: RuleTreeProps) {
  const { t } = useTranslation();
  const tree = useRef<HTMLDivElement>(null);
  const entry = rules.some(({ key }) => key === chosen) ? chosen : (rules[0]?.key ?? null);
  useEffect(() => {
    const row = chosen === null ? null : tree.current?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(chosen)}"]`);
    const box = tree.current;
    if (row == null || box === null) return;
    const top = row.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + row.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 3;
  }, [chosen]);
  const focus = (index: number) => {
    const key = rules[Math.max(0, Math.min(index, rules.length - 1))]?.key ?? "";
    tree.current?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(key)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, key: string) => {
    const at = rules.findIndex((rule) => rule.key === key);
    const step = MOVES[event.key];
    const go = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rules.length - 1 }[event.key];
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey && step !== undefined) onMove(key, step);
    else if (event.key === "Enter" || event.key === " ") onOpen(key);
    else if (event.key === "n") onNew();
    else if (go !== undefined && !event.altKey) focus(go);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={tree} role="tree" aria-label={t("guideEdit.tree")} className={classes.rules}>
      {rules.map((rule) => (
        <div
          key={rule.key}
          role="treeitem"
          aria-level={rule.level}
          aria-selected={rule.key === chosen}
          tabIndex={rule.key === entry ? 0 : -1}
          data-rule={rule.key}
          data-status={rule.status}
          className={classes.row}
          style={{ paddingInlineStart: `${Math.max(0, rule.level - 1) * 0.75 + 0.5}rem` }}
          onClick={() => onOpen(rule.key)}
          onKeyDown={(event) => onKeyDown(event, rule.key)}
        >
          <span className={classes.rowTitle}>{rule.title}</span>
          {rule.faults.length > 0 && (
            <Text span size="xs" c="var(--copydesk-warn)">
              {t("guideEdit.nFaults", { count: rule.faults.length })}
            </Text>
          )}
          {editors
            .filter((editor) => editor.rule_key === rule.key)
            .map((editor) => (
              <Text key={editor.member_id} span size="xs" c="dimmed">
                {editor.name ?? editor.pseudonym}
              </Text>
            ))}
        </div>
      ))}
    </div>
  );
});
