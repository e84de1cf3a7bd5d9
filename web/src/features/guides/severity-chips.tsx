import { Chip, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Severity } from "@/api/guides";

const SEVERITIES: Severity[] = ["critical", "major", "minor"];

interface SeverityChipsProps {
  label: string;
  /** None: all of them. */
  chosen: Severity[];
  onChange: (chosen: Severity[]) => void;
}

/** Which severities are meant. */
export function SeverityChips({ label, chosen, onChange }: SeverityChipsProps) {
  const { t } = useTranslation();
  return (
    <Chip.Group multiple value={chosen} onChange={(values) => onChange(SEVERITIES.filter((one) => values.includes(one)))}>
      <Group gap="xs" role="group" aria-label={label} h="2.25rem">
        {SEVERITIES.map((severity) => (
          <Chip key={severity} value={severity} size="sm">
            {t(`finding.severities.${severity}`)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
