import { Blockquote, Button, Group, Paper, Select, Stack, Text, Textarea } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import type { TextAnchor } from "@/shared/text/anchor";
import { RuleSelect } from "./rule-select";
import { SEVERITIES, type DraftFinding } from "./verdict";

interface FindingFormProps {
  submissionId: string;
  number: number;
  finding: DraftFinding;
  rules: Rule[];
  selected: TextAnchor | null;
  onChange: (finding: DraftFinding) => void;
  onRemove: () => void;
}

export function FindingForm({ submissionId, number, finding, rules, selected, onChange, onRemove }: FindingFormProps) {
  const { t } = useTranslation();
  const set = (part: Partial<DraftFinding>) => onChange({ ...finding, ...part });
  const box = useRef<HTMLElement>(null);
  const isNew = finding.ruleKey === null;
  useEffect(() => {
    if (isNew) box.current?.scrollIntoView({ block: "nearest" });
  }, [isNew]);
  return (
    <Paper ref={box} withBorder p="sm" component="section" aria-label={t("finding.number", { number })} data-finding={number}>
      <Stack gap="xs">
        <RuleSelect
          submissionId={submissionId}
          rules={rules}
          anchor={finding.anchor}
          value={finding.ruleKey}
          onRule={({ key, severity }) => set({ ruleKey: key, severity: severity ?? finding.severity })}
        />
        <Place anchor={finding.anchor} selected={selected} onAnchor={(anchor) => set({ anchor })} />
        <Textarea
          label={t("finding.note")}
          value={finding.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
          rows={2}
          resize="vertical"
          dir="auto"
        />
        <Textarea
          label={t("finding.suggestion")}
          value={finding.suggestion}
          onChange={(event) => set({ suggestion: event.currentTarget.value })}
          rows={2}
          resize="vertical"
          dir="auto"
        />
        <Group justify="space-between" align="flex-end">
          <Select
            label={t("finding.severity")}
            data={SEVERITIES.map((value) => ({ value, label: t(`finding.severities.${value}`) }))}
            value={finding.severity}
            onChange={(severity) => set({ severity: severity ?? "major" })}
            allowDeselect={false}
            w="9rem"
          />
          <Button variant="subtle" size="xs" onClick={onRemove}>
            {t("finding.remove")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

interface PlaceProps {
  anchor: TextAnchor | null;
  selected: TextAnchor | null;
  onAnchor: (anchor: TextAnchor | null) => void;
}

/** The text that the finding is about: none, or the words that were selected. */
function Place({ anchor, selected, onAnchor }: PlaceProps) {
  const { t } = useTranslation();
  if (anchor !== null) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Blockquote p="xs" m={0} fz="sm" flex={1} dir="auto">
          <Text inherit lineClamp={3}>
            {anchor.quote}
          </Text>
        </Blockquote>
        <Button variant="subtle" size="xs" onClick={() => onAnchor(null)}>
          {t("finding.dropPlace")}
        </Button>
      </Group>
    );
  }
  if (selected === null) {
    return (
      <Text size="xs" c="dimmed">
        {t("finding.selectPlace")}
      </Text>
    );
  }
  return (
    <Button variant="default" size="xs" onClick={() => onAnchor(selected)}>
      {t("finding.takePlace")}
    </Button>
  );
}
