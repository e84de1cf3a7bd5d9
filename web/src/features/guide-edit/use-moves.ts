import { useCallback, useState } from "react";
import type { DraftRule, RulePlace, useDraftEdits } from "@/api/guide-draft";
import { placeOf, stepOf, type Direction } from "./tree-moves";

/** Moves of rules by key and by hand, and the way back from the last one. The rule that was moved has the focus. */
export function useMoves(rules: DraftRule[], move: ReturnType<typeof useDraftEdits>["move"]) {
  const [last, setLast] = useState<{ key: string; back: RulePlace } | null>(null);
  const { mutate } = move;
  const place = useCallback(
    (key: string, to: RulePlace) => {
      const back = placeOf(rules, key);
      const onSuccess = () => {
        setLast(back === null ? null : { key, back });
        refocus(key);
      };
      mutate({ key, place: to }, { onSuccess });
    },
    [rules, mutate],
  );
  const step = useCallback(
    (key: string, direction: Direction) => {
      const to = stepOf(rules, key, direction);
      if (to !== null) place(key, to);
    },
    [rules, place],
  );
  const undo = useCallback(() => {
    if (last === null) return;
    const onSuccess = () => {
      setLast(null);
      refocus(last.key);
    };
    mutate({ key: last.key, place: last.back }, { onSuccess });
  }, [last, mutate]);
  const moved = rules.find(({ key }) => key === last?.key) ?? null;
  return { place, step, undo, moved };
}

/** Unless the person writes somewhere already. */
function refocus(key: string): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (activeElement?.closest("input, textarea, [contenteditable=true], [role=dialog]") != null) return;
    document.querySelector<HTMLElement>(`[data-rule="${CSS.escape(key)}"]`)?.focus();
  });
}
