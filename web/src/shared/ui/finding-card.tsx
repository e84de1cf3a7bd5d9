import { Badge, Blockquote, Code, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PlainText } from "./plain-text";

export interface ShownFinding {
  rule_key: string;
  severity?: string | undefined;
  note: string;
  suggestion?: string | null | undefined;
  anchor?: { quote: string } | null | undefined;
}

/** What somebody found: the rule, the place, the reason and a better text. */
export function FindingCard({ finding, ruleTitle }: { finding: ShownFinding; ruleTitle: string | null }) {
  const { t } = useTranslation();
  const suggestion = finding.suggestion ?? "";
  return (
    <Paper withBorder p="sm" component="article" aria-label={ruleTitle ?? finding.rule_key}>
      <Group gap="xs" mb={4}>
        <Text fw={600} size="sm">
          {ruleTitle ?? finding.rule_key}
        </Text>
        <Code>{finding.rule_key}</Code>
        {finding.severity !== undefined && (
          <Badge size="sm" variant="default">
            {finding.severity}
          </Badge>
        )}
      </Group>
      {finding.anchor != null && (
        <Blockquote p="xs" my="xs" fz="sm" dir="auto">
          {finding.anchor.quote}
        </Blockquote>
      )}
      <PlainText text={finding.note} />
      {suggestion !== "" && (
        <>
          <Text size="xs" c="dimmed" mt="xs">
            {t("finding.suggestion")}
          </Text>
          <PlainText text={suggestion} />
        </>
      )}
    </Paper>
  );
}
