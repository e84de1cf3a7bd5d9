import { Chip, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coverage } from "@/api/quality";
import { EmptyState } from "@/shared/ui/empty-state";
import { TextLink } from "@/shared/ui/link-button";
import { ListTable } from "@/shared/ui/list-table";

const FILTERS = ["all", "without_examples", "without_checks", "without_prompts", "never_cited", "most_cited"] as const;
type Filter = (typeof FILTERS)[number];

interface GuideCoverageProps {
  projectId: string;
  coverage: Coverage;
  /** Who may write the guide goes from a rule to its text in the editor, others to where it is read. */
  mayEdit: boolean;
}

/** What each rule has: examples, checks, evaluation prompts, and how often reviewers cited it. */
export function GuideCoverage({ projectId, coverage, mayEdit }: GuideCoverageProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>("all");
  const { rules, missing_sets, number } = coverage;
  if (number === null) return <EmptyState title={t("guide.nonePublished")}>{t("coverage.nonePublishedText")}</EmptyState>;
  const byKey = new Map(rules.map((rule) => [rule.key, rule]));
  const shown = filter === "all" ? rules : coverage[filter].flatMap((key) => byKey.get(key) ?? []);
  const size = (name: Filter) => (name === "all" ? rules.length : coverage[name].length);
  return (
    <Stack gap="md">
      <Text c="dimmed">{t("coverage.intro", { number })}</Text>
      <Chip.Group value={filter} onChange={(value) => setFilter(FILTERS.find((name) => name === value) ?? "all")}>
        <Group gap="xs" role="radiogroup" aria-label={t("coverage.filter")}>
          {FILTERS.map((name) => (
            <Chip key={name} value={name} size="sm">
              {t("coverage.nOf", { name: t(`coverage.filters.${name}`), count: size(name) })}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {missing_sets.length > 0 && (
        <Text size="sm" c="var(--copydesk-warn)">
          {t("coverage.missingSets", { names: missing_sets.join(", ") })}
        </Text>
      )}
      <ListTable
        label={t("coverage.title")}
        rows={shown}
        rowKey={({ key }) => key}
        empty={t("coverage.noneHere")}
        columns={[
          { key: "rule", title: t("coverage.rule"), cell: ({ key, title }) => <RuleLink projectId={projectId} ruleKey={key} title={title} mayEdit={mayEdit} /> },
          { key: "severity", title: t("coverage.severity"), cell: ({ severity }) => (severity === null ? "" : t(`finding.severities.${severity}`)) },
          { key: "good", title: t("coverage.good"), isNumber: true, cell: ({ n_good }) => n_good },
          { key: "bad", title: t("coverage.bad"), isNumber: true, cell: ({ n_bad }) => n_bad },
          { key: "checks", title: t("coverage.checks"), isNumber: true, cell: ({ n_checks }) => n_checks },
          { key: "prompts", title: t("coverage.prompts"), isNumber: true, cell: ({ n_prompts }) => n_prompts },
          { key: "recent", title: t("coverage.recent"), isNumber: true, cell: ({ n_findings_90d }) => n_findings_90d },
          { key: "findings", title: t("coverage.findings"), isNumber: true, cell: ({ n_findings }) => n_findings },
        ]}
      />
    </Stack>
  );
}

function RuleLink({ projectId, ruleKey, title, mayEdit }: { projectId: string; ruleKey: string; title: string; mayEdit: boolean }) {
  return (
    <>
      {mayEdit ? (
        <TextLink to="/projects/$projectId/guide/edit" params={{ projectId }} search={{ rule: ruleKey }} size="sm">
          {title}
        </TextLink>
      ) : (
        <TextLink to="/projects/$projectId/guide" params={{ projectId }} hash={ruleKey} size="sm">
          {title}
        </TextLink>
      )}
      <Text size="xs" c="dimmed" ff="monospace">
        {ruleKey}
      </Text>
    </>
  );
}
