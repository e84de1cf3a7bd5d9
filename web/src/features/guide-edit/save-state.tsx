import { Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RuleState } from "./rule-keeper";

/** Whether the rule is safe with the server, and since when. */
export function SaveState({ state, savedAt }: Pick<RuleState, "state" | "savedAt">) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), 1_000, { autoInvoke: true });
  const seconds = savedAt === null ? 0 : Math.max(0, Math.round((now - savedAt) / 1000));
  const words = {
    saving: t("guideEdit.saving"),
    dirty: t("guideEdit.dirty"),
    waiting: t("guideEdit.waiting"),
    refused: t("guideEdit.notSaved"),
    saved: savedAt === null ? t("guideEdit.saved") : seconds < 60 ? t("guideEdit.savedSeconds", { count: seconds }) : t("guideEdit.savedMinutes", { count: Math.floor(seconds / 60) }),
  };
  return (
    <Text size="sm" c={state === "refused" || state === "waiting" ? "var(--copydesk-warn)" : "dimmed"} data-save-state={state}>
      {words[state]}
    </Text>
  );
}
