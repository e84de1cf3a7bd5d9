import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import type { TextAnchor } from "@/shared/text/anchor";
import { FindingForm } from "./finding-form";
import { newFinding, type DraftFinding } from "./verdict";

interface FindingListProps {
  submissionId: string;
  findings: DraftFinding[];
  rules: Rule[];
  selected: { anchor: TextAnchor | null; clear: () => void };
  onChange: (findings: DraftFinding[]) => void;
}

export function FindingList({ submissionId, findings, rules, selected, onChange }: FindingListProps) {
  const { t } = useTranslation();
  const add = () => {
    onChange([...findings, newFinding(selected.anchor)]);
    selected.clear();
  };
  return (
    <Stack gap="sm">
      {findings.map((finding, index) => (
        <FindingForm
          // The list only grows at its end and is short; a finding has no id before it is sent.
          key={index}
          submissionId={submissionId}
          number={index + 1}
          finding={finding}
          rules={rules}
          selected={selected.anchor}
          onChange={(changed) => onChange(findings.map((other, at) => (at === index ? changed : other)))}
          onRemove={() => onChange(findings.filter((_, at) => at !== index))}
        />
      ))}
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={add}>
          {t("finding.add")}
        </Button>
        {selected.anchor !== null && (
          <Text size="xs" c="dimmed" truncate maw="14rem" dir="auto">
            {t("finding.selected", { quote: selected.anchor.quote })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
