import { Button, FileInput, Group, JsonInput, Progress, Radio, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStartImport } from "@/api/exchange";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";
import { IMPORT_FORMATS, formatOf, parseMapping } from "./import-choices";

type Mode = "all_or_nothing" | "load_good";

export function ImportForm({ projectId, onStarted }: { projectId: string; onStarted: (importId: string) => void }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState("jsonl");
  const [mapping, setMapping] = useState("");
  const [mode, setMode] = useState<Mode>("all_or_nothing");
  const [percent, setPercent] = useState(0);
  const start = useStartImport(projectId, setPercent);
  const parsed = parseMapping(mapping);

  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen !== null) setFormat(formatOf(chosen.name) ?? format);
  };
  const send = () => {
    if (file === null || parsed === "broken") return;
    const body = { file, filename: file.name, format, mapping: parsed, mode };
    start.mutate(body, { onSuccess: ({ id }) => onStarted(id) });
  };
  return (
    <Section title={t("import.title")} intro={t("import.intro")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="md">
          <FileInput label={t("import.file")} placeholder={t("import.choose")} value={file} onChange={choose} required clearable={false} />
          <Select
            label={t("import.format")}
            data={IMPORT_FORMATS.map((value) => ({ value, label: t(`import.formats.${value}`) }))}
            value={format}
            onChange={(value) => setFormat(value ?? format)}
            allowDeselect={false}
          />
          <JsonInput
            label={t("import.mapping")}
            description={t("import.mappingMeaning")}
            value={mapping}
            onChange={setMapping}
            error={parsed === "broken" ? t("import.mappingBroken") : undefined}
            rows={5}
          />
          <Radio.Group label={t("import.mode")} value={mode} onChange={(value) => setMode(value)}>
            <Stack gap="xs" mt="xs">
              <Radio value="all_or_nothing" label={t("import.allOrNothing")} />
              <Radio value="load_good" label={t("import.loadGood")} />
            </Stack>
          </Radio.Group>
          {start.error !== null && <ErrorNotice error={start.error} title={t("import.failed")} />}
          {start.isPending && <UploadProgress percent={percent} />}
          <Group>
            <Button type="submit" disabled={file === null} loading={start.isPending}>
              {t("import.start")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function UploadProgress({ percent }: { percent: number }) {
  const { t } = useTranslation();
  return (
    <div>
      <Progress value={percent} aria-label={t("import.uploading")} />
      <Text size="sm" c="dimmed">
        {percent < 100 ? t("import.uploaded", { percent: Math.round(percent) }) : t("import.reading")}
      </Text>
    </div>
  );
}
