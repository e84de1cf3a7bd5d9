import "@/shared/i18n/guide";
import { Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { guideVersionQuery, guideVersionsQuery } from "@/api/guides";
import type { Schemas } from "@/api/problem";
import { useProjectId } from "@/app/use-project-id";
import { GuideFiles } from "@/features/guides/guide-files";
import { GuidePromptExport } from "@/features/guides/guide-prompt-export";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { GuideTabs } from "./guide-tabs";

export function GuideExportPage() {
  const { t } = useTranslation();
  const versions = useQuery(guideVersionsQuery(useProjectId()));
  return (
    <Page title={t("guideExport.title")} size="lg">
      <GuideTabs />
      <Loaded query={versions}>
        {({ items: [newest, ...older] }) =>
          newest === undefined ? (
            <EmptyState title={t("guideExport.noVersions")}>{t("guideExport.noVersionsText")}</EmptyState>
          ) : (
            <OfVersion newest={newest} older={older} />
          )
        }
      </Loaded>
    </Page>
  );
}

type Version = Schemas["GuideVersionSummaryOut"];

function OfVersion({ newest, older }: { newest: Version; older: Version[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(newest.id);
  const version = useQuery(guideVersionQuery(chosen));
  return (
    <Stack gap="lg">
      <Select
        label={t("guideExport.version")}
        data={[newest, ...older].map(({ id, number, note }) => ({
          value: id,
          label: note === "" ? t("guide.versionOnly", { number }) : t("guide.versionChoice", { number, note }),
        }))}
        value={chosen}
        onChange={(id) => setChosen(id ?? newest.id)}
        allowDeselect={false}
        maw="30rem"
      />
      <GuideFiles versionId={chosen} />
      <Loaded query={version}>{({ number, rules }) => <GuidePromptExport key={chosen} versionId={chosen} number={number} rules={rules} />}</Loaded>
    </Stack>
  );
}
