import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeProject, type Project } from "@/api/projects";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";

type Settings = Pick<Project, "name" | "description" | "time_zone" | "licence" | "drafts_keep_days" | "leavers_keep_days">;

const LICENCES = ["", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "Apache-2.0", "MIT"];

export function SettingsForm({ project }: { project: Project }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Settings>(() => settingsOf(project));
  const change = useChangeProject(project.id);
  const set = (part: Partial<Settings>) => setTyped({ ...typed, ...part });
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return (
    <Section title={t("settings.general")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ revision: project.revision, ...typed });
        }}
      >
        <Stack gap="md">
          <TextInput label={t("settings.name")} value={typed.name} onChange={(event) => set({ name: event.currentTarget.value })} required />
          <Textarea
            label={t("settings.description")}
            value={typed.description}
            onChange={(event) => set({ description: event.currentTarget.value })}
            autosize
            minRows={2}
          />
          <Select
            label={t("settings.timeZone")}
            description={t("settings.timeZoneMeaning")}
            data={zones.includes(typed.time_zone) ? zones : [typed.time_zone, ...zones]}
            value={typed.time_zone}
            onChange={(time_zone) => time_zone !== null && set({ time_zone })}
            searchable
            allowDeselect={false}
          />
          <Select
            label={t("settings.licence")}
            description={t("settings.licenceMeaning")}
            data={[...new Set([...LICENCES, typed.licence])].map((value) => ({ value, label: value === "" ? t("settings.noLicence") : value }))}
            value={typed.licence}
            onChange={(licence) => set({ licence: licence ?? "" })}
            allowDeselect={false}
          />
          <NumberInput
            label={t("settings.drafts")}
            description={t("settings.draftsMeaning")}
            min={1}
            allowDecimal={false}
            value={typed.drafts_keep_days}
            onChange={(value) => set({ drafts_keep_days: Number(value) })}
          />
          <NumberInput
            label={t("settings.leavers")}
            description={t("settings.leaversMeaning")}
            min={0}
            allowDecimal={false}
            value={typed.leavers_keep_days ?? ""}
            onChange={(value) => set({ leavers_keep_days: value === "" ? null : Number(value) })}
          />
          {change.error !== null && <ErrorNotice error={change.error} title={t("settings.failed")} />}
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t("settings.save")}
            </Button>
            {change.isSuccess && (
              <Text size="sm" role="status">
                {t("settings.saved")}
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function settingsOf({ name, description, time_zone, licence, drafts_keep_days, leavers_keep_days }: Project): Settings {
  return { name, description, time_zone, licence, drafts_keep_days, leavers_keep_days };
}
