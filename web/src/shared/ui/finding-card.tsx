import { Badge, Blockquote, Code, Group, Paper, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PlainText } from "./plain-text";

interface ShownFinding {
  rule_key: string;
  rule_title: string;
  severity: "minor" | "major" | "critical";
  note: string;
  suggestion: string | null;
  anchor: { quote: string } | null;
}

/** What somebody found: the rule, the place, the reason and a better text. */
export function FindingCard({ finding, isCurrent = false, children }: { finding: ShownFinding; isCurrent?: boolean; children?: ReactNode }) {
  const { t } = useTranslation();
  const suggestion = finding.suggestion ?? "";
  return (
    <Paper withBorder p="sm" component="article" aria-label={finding.rule_title} bd={isCurrent ? "2px solid var(--mantine-primary-color-filled)" : undefined}>
      <Group gap="xs" mb={4}>
        <Text fw={600} size="sm">
          {finding.rule_title}
        </Text>
        <Code>{finding.rule_key}</Code>
        <Badge size="sm" variant="default">
          {t(`finding.severities.${finding.severity}`)}
        </Badge>
      </Group>
      {finding.anchor !== null && (
        <Blockquote p="xs" my="xs" fz="sm" dir="auto">
          {finding.anchor.quote}
        </Blockquote>
      )}
      <PlainText text={finding.note} />
      {suggestion !== "" && (
        <>
          <Text size="xs" c="dimmed" mt="xs">
            {t("finding.better")}
          </Text>
          <PlainText text={suggestion} />
        </>
      )}
      {children}
    </Paper>
  );
}
