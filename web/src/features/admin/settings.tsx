import { Code, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { settingsQuery, type Setting } from "@/api/admin";
import { ListTable } from "@/shared/ui/list-table";
import { Loaded } from "@/shared/ui/loaded";

/** What the server runs with; to be read here, not changed. */
export function Settings() {
  const { t } = useTranslation();
  const settings = useQuery(settingsQuery);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("admin.settingsIntro")}
      </Text>
      <Loaded query={settings}>
        {(all) => (
          <ListTable
            label={t("admin.settings")}
            rows={all}
            rowKey={(setting) => setting.name}
            empty={t("admin.settings")}
            columns={[
              { key: "name", title: t("admin.setting"), cell: (setting) => <Code>{setting.variable}</Code> },
              { key: "value", title: t("admin.value"), cell: (setting) => <Value setting={setting} /> },
              { key: "source", title: t("admin.source"), cell: (setting) => t(`admin.sources.${setting.source}`) },
              { key: "meaning", title: t("admin.meaning"), cell: (setting) => <Text size="sm">{setting.description}</Text> },
            ]}
          />
        )}
      </Loaded>
    </Stack>
  );
}

function Value({ setting }: { setting: Setting }) {
  const { t } = useTranslation();
  if (setting.is_secret) return t(setting.is_set ? "admin.secretSet" : "admin.notSet");
  if (setting.value === null || setting.value === "") return t("admin.notSet");
  return typeof setting.value === "string" ? setting.value : JSON.stringify(setting.value);
}
