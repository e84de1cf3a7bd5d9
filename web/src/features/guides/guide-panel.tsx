import { Accordion, Badge, Code, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { guideVersionQuery, type Rule } from "@/api/guides";
import { KeyHint } from "@/shared/ui/key-hint";
import { Loaded } from "@/shared/ui/loaded";
import { Markdown } from "@/shared/ui/markdown";
import classes from "./guide-panel.module.css";
import { nearestFirst, searchRules } from "./rule-search";

interface GuidePanelProps {
  guideVersionId: string | null;
  /** Keys of the rules that the question at hand is about; they stand first. */
  questionRules: string[];
  /** Keys of the rules of all questions of the task. */
  taskRules: string[];
  /** How many notes of checks each rule has now. */
  noted: ReadonlyMap<string, number>;
}

/** The guide beside the work: search, and the rules of this task before the others. */
export function GuidePanel({ guideVersionId, ...keys }: GuidePanelProps) {
  const { t } = useTranslation();
  if (guideVersionId === null) return <Text c="dimmed">{t("guide.nonePublished")}</Text>;
  return <PanelOf guideVersionId={guideVersionId} {...keys} />;
}

function PanelOf({ guideVersionId, questionRules, taskRules, noted }: GuidePanelProps & { guideVersionId: string }) {
  const { t } = useTranslation();
  const guide = useQuery(guideVersionQuery(guideVersionId));
  const [query, setQuery] = useState("");
  return (
    <Loaded query={guide}>
      {({ rules, number }) => {
        const found = searchRules(rules, query).filter(({ kind }) => kind === "rule");
        const { question, task, rest } = nearestFirst(found, questionRules, taskRules);
        return (
          <Stack gap="sm">
            <Title order={2} size="h5">
              {t("guide.version", { number })}
            </Title>
            <TextInput
              type="search"
              aria-label={t("guide.search")}
              placeholder={t("guide.search")}
              rightSection={<KeyHint keys={["/"]} />}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
              data-guide-search
            />
            <RuleGroup title={t("guide.ofThisQuestion")} rules={question} noted={noted} />
            <RuleGroup title={t("guide.ofThisTask")} rules={task} noted={noted} />
            <RuleGroup title={t("guide.allRules")} rules={rest} noted={noted} />
            {found.length === 0 && <Text c="dimmed">{t("guide.noneFound")}</Text>}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function RuleGroup({ title, rules, noted }: { title: string; rules: Rule[]; noted: ReadonlyMap<string, number> }) {
  if (rules.length === 0) return null;
  return (
    <section aria-label={title}>
      <Group gap="xs" mb={4}>
        <Text size="sm" c="dimmed" fw={600}>
          {title}
        </Text>
        <Badge size="sm" variant="default">
          {rules.length}
        </Badge>
      </Group>
      <Accordion multiple chevronPosition="left" classNames={{ control: classes.control ?? "", label: classes.label ?? "", content: classes.content ?? "" }}>
        {rules.map((rule) => (
          <Accordion.Item key={rule.key} value={rule.key}>
            <Accordion.Control>
              {rule.title} <RuleSigns rule={rule} nNotes={noted.get(rule.key) ?? 0} />
            </Accordion.Control>
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

/** How severe a breach is, and how many notes the rule has on what is being written. */
function RuleSigns({ rule, nNotes }: { rule: Rule; nNotes: number }) {
  const { t } = useTranslation();
  return (
    <>
      {rule.severity !== null && (
        <Text span size="xs" c="dimmed">
          {t(`finding.severities.${rule.severity}`)}
        </Text>
      )}{" "}
      {nNotes > 0 && (
        <Badge size="sm" variant="filled">
          {t("guidePanel.notes", { count: nNotes })}
        </Badge>
      )}
    </>
  );
}
