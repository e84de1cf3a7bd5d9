import { Badge, Button, Card, Code, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import { PlainText } from "@/shared/ui/plain-text";
import classes from "./guide-edit.module.css";

interface RuleBlocksProps {
  rule: DraftRule;
  /** To lines counted from the heading. */
  onGo: (first: number, behind: number) => void;
}

/** What the server reads in the rule: its examples and its checks. Each leads to its lines. */
export const RuleBlocks = memo(function RuleBlocks({ rule, onGo }: RuleBlocksProps) {
  const { t } = useTranslation();
  if (rule.examples.length + rule.checks.length === 0) return null;
  const go = ([first = 0, behind = 0]: number[]) => onGo(first, behind);
  return (
    <Stack gap="sm" mt="md" component="section" aria-label={t("guideEdit.blocks")}>
      <Title order={3} size="h5">
        {t("guideEdit.blocks")}
      </Title>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
        {rule.examples.map((example, index) => (
          <Block
            key={`example ${String(index)}`}
            name={t(`guideEdit.verdicts.${example.verdict}`)}
            result={example.verdict === "bad" ? "bad" : "good"}
            number={index + 1}
            onGo={() => go(example.lines)}
          >
            <PlainText text={example.text} />
            {example.explanation !== null && (
              <Text size="sm" c="dimmed" fs="italic" dir="auto">
                {example.explanation}
              </Text>
            )}
          </Block>
        ))}
        {rule.checks.map((check, index) => (
          <Block key={`check ${String(index)}`} name={t("guideEdit.check")} result="none" number={index + 1} onGo={() => go(check.lines)}>
            <Group gap="xs">
              <Code>{check.kind}</Code>
              {check.is_named && <Text size="sm">{check.name}</Text>}
              {check.scope.length > 0 && <Text size="sm">{check.scope.join(", ")}</Text>}
            </Group>
            {check.message !== null && <Text size="sm">{check.message}</Text>}
          </Block>
        ))}
      </SimpleGrid>
    </Stack>
  );
});

interface BlockProps {
  name: string;
  result: "good" | "bad" | "none";
  number: number;
  onGo: () => void;
  children: ReactNode;
}

function Block({ name, result, number, onGo, children }: BlockProps) {
  const { t } = useTranslation();
  return (
    <Card withBorder padding="sm" className={classes.block ?? ""} data-result={result}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Badge variant="default">
            {name}
          </Badge>
          <Button size="compact-xs" variant="subtle" onClick={onGo} aria-label={t("guideEdit.goTo", { name, number })}>
            {t("guideEdit.go")}
          </Button>
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
