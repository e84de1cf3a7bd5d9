import { Alert, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/problem";
import { FindingCard } from "@/shared/ui/finding-card";
import { PlainText } from "@/shared/ui/plain-text";

interface ReturnedNoticeProps {
  returned: Schemas["ReturnedOut"];
  ruleTitle: (ruleKey: string) => string | null;
}

/** Why the work came back: each finding with its rule, place and a better text. */
export function ReturnedNotice({ returned, ruleTitle }: ReturnedNoticeProps) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" variant="light" title={t("returned.title")}>
      <Stack gap="sm">
        <Text size="sm">{t("returned.text")}</Text>
        {returned.note !== "" && <PlainText text={returned.note} />}
        {returned.findings.map((finding, index) => (
          <FindingCard key={`${finding.rule_key} ${index}`} finding={finding} ruleTitle={ruleTitle(finding.rule_key)} />
        ))}
      </Stack>
    </Alert>
  );
}
