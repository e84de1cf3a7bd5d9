import { Checkbox, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExportChoices, ExportFormat } from "@/api/exchange";
import { ExportCard } from "./export-card";

const EXPORT_FORMATS: readonly ExportFormat[] = ["records", "dpo", "sft", "csv"];

export function ExportList({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<ExportChoices>({ states: "settled", ties: "drop" });
  return (
    <Stack gap="md">
      <Group gap="xl">
        <Checkbox
          label={t("export.unsettled")}
          checked={choices.states === "all"}
          onChange={(event) => setChoices({ ...choices, states: event.currentTarget.checked ? "all" : "settled" })}
        />
        <Checkbox
          label={t("export.ties")}
          checked={choices.ties === "both"}
          onChange={(event) => setChoices({ ...choices, ties: event.currentTarget.checked ? "both" : "drop" })}
        />
      </Group>
      {EXPORT_FORMATS.map((format) => (
        <ExportCard key={format} projectId={projectId} format={format} choices={choices} />
      ))}
    </Stack>
  );
}
