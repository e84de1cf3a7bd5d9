import { memo, useCallback, useEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule, RulePlace } from "@/api/guide-draft";
import type { Editor } from "@/api/guide-tools";
import classes from "./guide-edit.module.css";
import { RuleRow } from "./rule-row";
import { withAllUnder, type Direction } from "./tree-moves";
import { useRowDrag } from "./use-row-drag";

const MOVES: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
const NONE: Set<string> = new Set();

interface RuleTreeProps {
  rules: DraftRule[];
  chosen: string | null;
  editors: Editor[];
  /** Keys of those whose text the server does not have yet, one after another. */
  unsaved: string;
  /** Rows between these may be hidden: nothing can be dragged. */
  isFiltered: boolean;
  onOpen: (key: string) => void;
  onMove: (key: string, direction: Direction) => void;
  onPlace: (key: string, place: RulePlace) => void;
  onUndo: () => void;
  onNew: () => void;
}

/** The sections and rules of the draft. Arrows go, Alt and arrows move the rule, Enter opens it, n writes a new one; rows can be dragged. */
export const RuleTree = memo(function RuleTree({ rules, chosen, editors, unsaved, isFiltered, onOpen, onMove, onPlace, onUndo, onNew }: RuleTreeProps) {
  const { t } = useTranslation();
  const tree = useRef<HTMLDivElement>(null);
  const { drag, begin } = useRowDrag(tree, rules, onPlace);
  const entry = rules.some(({ key }) => key === chosen) ? chosen : (rules[0]?.key ?? null);
  const dragged = drag?.key ?? null;
  const own = useMemo(() => (dragged === null ? NONE : withAllUnder(rules, dragged)), [rules, dragged]);
  useEffect(() => {
    const row = chosen === null ? null : tree.current?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(chosen)}"]`);
    const box = tree.current;
    if (row == null || box === null) return;
    const top = row.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + row.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 3;
  }, [chosen]);
  const onKeyDown = useCallback(
    (event: KeyboardEvent, key: string) => {
      const at = rules.findIndex((rule) => rule.key === key);
      const step = MOVES[event.key];
      const go = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rules.length - 1 }[event.key];
      if (event.ctrlKey || event.metaKey) {
        if (event.key !== "z") return;
        onUndo();
      } else if (event.altKey && step !== undefined) onMove(key, step);
      else if (event.key === "Enter" || event.key === " ") onOpen(key);
      else if (event.key === "n") onNew();
      else if (go !== undefined && !event.altKey) {
        const to = rules[Math.max(0, Math.min(go, rules.length - 1))]?.key ?? "";
        tree.current?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(to)}"]`)?.focus();
      } else return;
      event.preventDefault();
    },
    [rules, onOpen, onMove, onUndo, onNew],
  );
  const title = rules.find(({ key }) => key === dragged)?.title ?? "";
  return (
    <div ref={tree} role="tree" aria-label={t("guideEdit.tree")} className={classes.rules} data-dragging={dragged !== null || undefined}>
      {rules.map((rule) => (
        <RuleRow
          key={rule.key}
          rule={rule}
          isChosen={rule.key === chosen}
          isEntry={rule.key === entry}
          isDragged={own.has(rule.key)}
          drop={drag?.drop?.row === rule.key ? drag.drop : null}
          names={namesAt(editors, rule.key)}
          isUnsaved={rule.key !== chosen && unsaved.split(" ").includes(rule.key)}
          onOpen={onOpen}
          onKeyDown={onKeyDown}
          onPointerDown={isFiltered ? undefined : begin}
        />
      ))}
      {dragged !== null && (
        <div aria-hidden className={classes.dragged}>
          {own.size > 1 ? t("guideEdit.draggedWith", { title, count: own.size - 1 }) : title}
        </div>
      )}
    </div>
  );
});

function namesAt(editors: Editor[], key: string): string {
  return editors
    .filter((editor) => editor.rule_key === key)
    .map((editor) => editor.name ?? editor.pseudonym)
    .join(", ");
}
