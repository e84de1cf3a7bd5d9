import { Blockquote, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { guideVersionQuery } from "@/api/guides";
import { PlainText } from "@/shared/ui/plain-text";

/** Why a rule is there, and its first good and bad example. */
export function RuleExamples({ guideVersionId, ruleKey }: { guideVersionId: string; ruleKey: string }) {
  const { t } = useTranslation();
  const version = useQuery(guideVersionQuery(guideVersionId));
  const rule = version.data?.rules.find(({ key }) => key === ruleKey);
  if (rule === undefined) return null;
  const shown = (["good", "bad"] as const).flatMap((verdict) => rule.examples.find((example) => example.verdict === verdict) ?? []);
  return (
    <Stack gap={4} mt="xs">
      {rule.rationale !== null && <Text size="sm">{rule.rationale}</Text>}
      {shown.map(({ verdict, text }) => (
        <Blockquote key={verdict} p="xs" fz="sm" color={verdict === "good" ? "teal" : "red"} dir="auto">
          <Text size="xs" fw={600}>
            {t(verdict === "good" ? "check.good" : "check.bad")}
          </Text>
          <PlainText text={text} />
        </Blockquote>
      ))}
    </Stack>
  );
}
