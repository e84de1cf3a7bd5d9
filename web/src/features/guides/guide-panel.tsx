import { Accordion, Code, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { guideVersionQuery, type Rule } from "@/api/guides";
import { Loaded } from "@/shared/ui/loaded";
import { Markdown } from "@/shared/ui/markdown";
import { rulesFirst, searchRules } from "./rule-search";

interface GuidePanelProps {
  guideVersionId: string | null;
  /** Keys of the rules that this task is about; they stand first. */
  ruleKeys: string[];
}

/** The guide beside the work: search, and the rules of this task before the others. */
export function GuidePanel({ guideVersionId, ruleKeys }: GuidePanelProps) {
  const { t } = useTranslation();
  if (guideVersionId === null) return <Text c="dimmed">{t("guide.nonePublished")}</Text>;
  return <PanelOf guideVersionId={guideVersionId} ruleKeys={ruleKeys} />;
}

function PanelOf({ guideVersionId, ruleKeys }: { guideVersionId: string; ruleKeys: string[] }) {
  const { t } = useTranslation();
  const guide = useQuery(guideVersionQuery(guideVersionId));
  const [query, setQuery] = useState("");
  return (
    <Loaded query={guide}>
      {({ rules, number }) => {
        const { first, rest } = rulesFirst(searchRules(rules, query), ruleKeys);
        return (
          <Stack gap="sm">
            <Title order={2} size="h5">
              {t("guide.version", { number })}
            </Title>
            <TextInput
              type="search"
              aria-label={t("guide.search")}
              placeholder={t("guide.search")}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
            {first.length > 0 && <RuleGroup title={t("guide.ofThisTask")} rules={first} />}
            {rest.length > 0 && <RuleGroup title={t("guide.allRules")} rules={rest} />}
            {first.length + rest.length === 0 && <Text c="dimmed">{t("guide.noneFound")}</Text>}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function RuleGroup({ title, rules }: { title: string; rules: Rule[] }) {
  return (
    <section aria-label={title}>
      <Text size="sm" c="dimmed" fw={600}>
        {title}
      </Text>
      <Accordion multiple chevronPosition="left">
        {rules.map((rule) => (
          <Accordion.Item key={rule.key} value={rule.key}>
            <Accordion.Control>{rule.title}</Accordion.Control>
            <Accordion.Panel>
              <Code>{rule.key}</Code>
              <Markdown source={rule.body} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}
