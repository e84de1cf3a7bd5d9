import { Button, Checkbox, Collapse, Group, JsonInput, Progress, Radio, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStartImport } from "@/api/exchange";
import type { Schemas } from "@/api/problem";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";
import { FileDrop } from "./file-drop";
import { IMPORT_FORMATS, formatOf, parseMapping } from "./import-choices";
import { ImportPreview } from "./import-preview";
import { MappingFields } from "./mapping-fields";
import { mappingDocument } from "./mapping-guess";
import { useFirstRows } from "./use-first-rows";

type Choices = Pick<Required<Schemas["ImportCreate"]>, "format" | "holds" | "mode" | "updates">;

const USUAL: Choices = { format: null, holds: "items", mode: "all_or_nothing", updates: false };

export function ImportForm({ projectId, onStarted }: { projectId: string; onStarted: (importId: string) => void }) {
  const { t } = useTranslation();
  const { file, first, simple, setSimple, choose } = useFirstRows();
  const [isOpen, setOpen] = useState(false);
  const [choices, setChoices] = useState(USUAL);
  const [mapping, setMapping] = useState("");
  const [percent, setPercent] = useState(0);
  const start = useStartImport(projectId, { onCreated: onStarted, onProgress: setPercent });
  const parsed = parseMapping(mapping);

  const send = () => {
    if (file === null || parsed === "broken") return;
    const suggested = simple === null || choices.holds === "judgements" ? null : mappingDocument(simple);
    start.mutate({ file, filename: file.name, mapping: parsed ?? suggested, ...choices });
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
          <FileDrop file={file} onFile={choose} />
          {first !== null && simple !== null && choices.holds === "items" && (
            <MappingFields keys={first.keys} mapping={simple} onChange={setSimple} />
          )}
          {first !== null && choices.holds === "items" && <ImportPreview projectId={projectId} first={first} mapping={simple} />}
          {file !== null && first === null && <Text size="sm">{t("importPreview.notHere")}</Text>}
          <Group>
            <Button variant="subtle" size="xs" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
              {t("importPreview.choices")}
            </Button>
          </Group>
          <Collapse expanded={isOpen}>
            <Stack gap="md">
              <ChoiceFields choices={choices} onChange={(part) => setChoices({ ...choices, ...part })} />
              <JsonInput
                label={t("import.mapping")}
                description={t("importPreview.jsonMeaning")}
                value={mapping}
                onChange={setMapping}
                error={parsed === "broken" ? t("import.mappingBroken") : undefined}
                rows={5}
              />
            </Stack>
          </Collapse>
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

function ChoiceFields({ choices, onChange }: { choices: Choices; onChange: (part: Partial<Choices>) => void }) {
  const { t } = useTranslation();
  const formats = IMPORT_FORMATS.map<{ value: string; label: string }>((value) => ({ value, label: t(`import.formats.${value}`) }));
  return (
    <>
      <Select
        label={t("import.format")}
        data={[{ value: "auto", label: t("import.formats.auto") }, ...formats]}
        value={choices.format ?? "auto"}
        onChange={(value) => onChange({ format: formatOf(value) })}
        allowDeselect={false}
      />
      <Radio.Group label={t("import.holds")} value={choices.holds} onChange={(holds) => onChange({ holds })}>
        <Stack gap="xs" mt="xs">
          <Radio value="items" label={t("import.items")} />
          <Radio value="judgements" label={t("import.judgements")} />
        </Stack>
      </Radio.Group>
      <Checkbox
        label={t("import.updates")}
        checked={choices.updates}
        onChange={(event) => onChange({ updates: event.currentTarget.checked })}
      />
      <Radio.Group label={t("import.mode")} value={choices.mode} onChange={(mode) => onChange({ mode })}>
        <Stack gap="xs" mt="xs">
          <Radio value="all_or_nothing" label={t("import.allOrNothing")} />
          <Radio value="load_good" label={t("import.loadGood")} />
        </Stack>
      </Radio.Group>
    </>
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
