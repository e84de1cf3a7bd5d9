import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PlainText } from "@/shared/ui/plain-text";
import type { ReviewDraft } from "./verdict";

/** A review in a few lines, to tell two versions of it apart. */
export function DraftSummary({ draft }: { draft: ReviewDraft }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Text size="sm">{draft.verdict === null ? t("review.issue.noVerdict") : t(`review.verdict.${draft.verdict}`)}</Text>
      {draft.findings.map((finding, index) => (
        <PlainText key={index} text={`${finding.ruleKey ?? "?"}: ${finding.note}`} />
      ))}
      <PlainText text={draft.note} />
    </Stack>
  );
}
