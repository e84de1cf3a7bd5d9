import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { GuideDiff } from "@/api/guides";
import { EmptyState } from "@/shared/ui/empty-state";
import { kindsOf } from "./change-kinds";
import { RuleChange } from "./rule-change";

const COUNTED = ["added", "removed", "reworded", "retitled", "renamed", "attributes_changed", "checks_changed", "moved"] as const;

/** Everything that differs between two states of the guide, with a line that counts it. */
export function ChangeList({ diff }: { diff: Pick<GuideDiff, "keys" | "changes" | "preface_changed"> }) {
  const { t } = useTranslation();
  // A rule that only got other empty lines says the same.
  const changes = diff.changes.filter((change) => kindsOf(change).length > 0);
  if (changes.length === 0 && !diff.preface_changed) return <EmptyState title={t("guideChange.none")}>{t("guideChange.noneText")}</EmptyState>;
  const counts = COUNTED.filter((kind) => diff.keys[kind].length > 0).map((kind) => t(`guideChange.counts.${kind}`, { count: diff.keys[kind].length }));
  return (
    <Stack gap="xl">
      <Text c="dimmed">
        {counts.join(" · ")}
        {diff.preface_changed && ` ${t("guideChange.preface")}`}
      </Text>
      {changes.map((change) => (
        <RuleChange key={change.key} change={change} />
      ))}
    </Stack>
  );
}
