import { Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftState } from "./draft-saver";

/** Says where what was typed is now. */
export function DraftStatus({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const ago = useSecondsSince(state.kind === "saved" ? state.at : null);
  const text = state.kind === "saved" ? t(`work.draft.${agoKey(ago)}`, { seconds: ago, minutes: Math.floor(ago / 60) }) : t(`work.draft.${state.kind}`);
  const isTrouble = state.kind === "offline" || state.kind === "refused";
  return (
    <Text size="sm" c={isTrouble ? "var(--mantine-color-error)" : "dimmed"} data-draft-state={state.kind} role={isTrouble ? "status" : undefined}>
      {text}
    </Text>
  );
}

function agoKey(seconds: number): "saved" | "savedLong" | "savedBefore" {
  if (seconds < 60) return "saved";
  return seconds < 3_600 ? "savedLong" : "savedBefore";
}

function useSecondsSince(at: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (at === null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? 0 : Math.max(0, Math.round((now - at) / 1_000));
}
