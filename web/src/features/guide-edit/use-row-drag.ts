import { useCallback, useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import type { DraftRule, RulePlace } from "@/api/guide-draft";
import { followPointer, type Point } from "./follow-pointer";
import { dropAt, type Drop } from "./tree-moves";

const LEVEL_PX = 24;
const EDGE_PX = 10;
const EDGE_SHARE = 0.3;
const OUTSIDE_PX = 60;

export interface Drag {
  key: string;
  /** Null where letting go changes nothing. */
  drop: Drop | null;
}

/** Dragging a row of the tree by mouse or pen; a finger scrolls. Sideways it changes the level. */
export function useRowDrag(tree: RefObject<HTMLElement | null>, rules: DraftRule[], onDrop: (key: string, place: RulePlace) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef({ rules, onDrop });
  const cancel = useRef<() => void>(undefined);
  useLayoutEffect(() => {
    latest.current = { rules, onDrop };
  });
  useEffect(() => () => cancel.current?.(), []);
  const begin = useCallback(
    (event: PointerEvent, key: string) => {
      const box = tree.current;
      if (box === null || event.button !== 0 || event.pointerType === "touch") return;
      let drop: Drop | null = null;
      cancel.current?.();
      cancel.current = followPointer(box, event.nativeEvent, {
        onMove: (at, moved) => {
          drop = dropUnder(box, latest.current.rules, key, at, moved);
          box.style.setProperty("--pointer-x", `${at.x}px`);
          box.style.setProperty("--pointer-y", `${at.y}px`);
          setDrag((before) => (before?.key === key && isSame(before.drop, drop) ? before : { key, drop }));
        },
        onEnd: (isDropped) => {
          setDrag(null);
          if (isDropped && drop !== null) latest.current.onDrop(key, drop.place);
        },
      });
    },
    [tree],
  );
  return { drag, begin };
}

function dropUnder(box: HTMLElement, rules: DraftRule[], key: string, at: Point, moved: Point): Drop | null {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  if (at.x < left - OUTSIDE_PX || at.x > right + OUTSIDE_PX || at.y < top - OUTSIDE_PX || at.y > bottom + OUTSIDE_PX) return null;
  const y = Math.min(Math.max(at.y, top + 1), bottom - 1);
  const element = document.elementFromPoint((left + right) / 2, y)?.closest<HTMLElement>("[data-rule]");
  const level = rules.find((rule) => rule.key === key)?.level;
  if (element?.dataset.rule === undefined || level === undefined) return null;
  return dropAt(rules, key, { row: element.dataset.rule, mark: markAt(element.getBoundingClientRect(), y) }, level + Math.trunc(moved.x / LEVEL_PX));
}

function markAt({ top, bottom, height }: DOMRect, y: number): Drop["mark"] {
  const edge = Math.min(height * EDGE_SHARE, EDGE_PX);
  if (y < top + edge) return "above";
  return y > bottom - edge ? "below" : "inside";
}

function isSame(one: Drop | null, other: Drop | null): boolean {
  if (one === null || other === null) return one === other;
  return one.row === other.row && one.mark === other.mark && one.level === other.level;
}
