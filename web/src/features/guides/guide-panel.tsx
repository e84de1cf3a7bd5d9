import { Accordion, Badge, Button, Code, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { concerningQuery, wordsOf, type About, type ScopedRule } from "@/api/guide-scope";
import { guideVersionQuery, type Rule } from "@/api/guides";
import { KeyHint } from "@/shared/ui/key-hint";
import { TextLink } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";
import { RuleText } from "@/shared/ui/rule-text";
import classes from "./guide-panel.module.css";
import { RuleScope } from "./rule-scope";
import { nearestFirst, searchRules } from "./rule-search";

interface GuidePanelProps {
  projectId: string;
  guideVersionId: string | null;
  /** What is known of the task: the rules that concern it stand first. */
  about: About;
  /** The question at hand; its rules stand first of all. */
  question: { key: string; rules?: string[] } | null;
  /** Keys of the rules that the questions of the task name. */
  taskRules: string[];
  /** How many notes of checks each rule has now. */
  noted: ReadonlyMap<string, number>;
}

/** The guide beside the work: search, and the rules of this task before the others. */
export function GuidePanel({ guideVersionId, ...rest }: GuidePanelProps) {
  const { t } = useTranslation();
  if (guideVersionId === null) return <Text c="dimmed">{t("guide.nonePublished")}</Text>;
  return <PanelOf guideVersionId={guideVersionId} {...rest} />;
}

function PanelOf({ projectId, guideVersionId, about, question, taskRules, noted }: GuidePanelProps & { guideVersionId: string }) {
  const { t } = useTranslation();
  const guide = useQuery(guideVersionQuery(guideVersionId));
  const concerning = useQuery(concerningQuery(guideVersionId, about)).data ?? null;
  const [query, setQuery] = useState("");
  const [isWhole, setWhole] = useState(false);
  return (
    <Loaded query={guide}>
      {({ rules, number }) => {
        const found = searchRules(rules, query).filter(({ kind, status }) => kind === "rule" && status === "active");
        const groups = nearestFirst(found, { question, ofTask: taskRules, concerning });
        const nOthers = groups.others.length;
        const showsOthers = isWhole || query.trim() !== "";
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
            <RuleGroup title={t("guide.ofThisQuestion")} rules={groups.question} noted={noted} />
            <RuleGroup title={t("guide.ofThisTask")} rules={groups.task} noted={noted} />
            <RuleGroup title={t(nOthers === 0 ? "guide.allRules" : "guidePanel.concerning")} rules={groups.concerning} noted={noted} />
            {showsOthers && <RuleGroup title={t("guidePanel.others")} rules={groups.others} noted={noted} />}
            {found.length === 0 && <Text c="dimmed">{t("guide.noneFound")}</Text>}
            <Group gap="xs">
              {nOthers > 0 && query.trim() === "" && (
                <Button variant="default" size="compact-sm" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
                  {isWhole ? t("guidePanel.hideOthers") : t("guidePanel.showOthers", { count: nOthers })}
                </Button>
              )}
              <TextLink to="/projects/$projectId/guide" params={{ projectId }} search={{ version: guideVersionId, ...wordsOf(about) }} target="_blank" size="sm">
                {t("guidePanel.open")}
              </TextLink>
            </Group>
          </Stack>
        );
      }}
    </Loaded>
  );
}

function RuleGroup({ title, rules, noted }: { title: string; rules: ScopedRule[]; noted: ReadonlyMap<string, number> }) {
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
              <RuleScope scope={rule.scope} />
              <RuleText rule={rule} />
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
