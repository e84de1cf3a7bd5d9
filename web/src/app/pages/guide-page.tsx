import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { guideVersionQuery, guideVersionsQuery } from "@/api/guides";
import { GuideVersions } from "@/features/guides/guide-versions";
import { GuideReader } from "@/features/guides/guide-reader";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";
import { GuideTabs } from "./guide-tabs";

const ROUTE = "/signed-in/projects/$projectId/guide";

export function GuidePage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const versions = useQuery(guideVersionsQuery(projectId));
  return (
    <Page title={t("guide.title")} size="lg" actions={<VersionChoice projectId={projectId} />}>
      <GuideTabs />
      <Loaded query={versions}>
        {({ items: [newest] }) =>
          newest === undefined ? (
            <EmptyState title={t("guide.nonePublished")}>{t("guide.nonePublishedText")}</EmptyState>
          ) : (
            <Version newestId={newest.id} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Version({ newestId }: { newestId: string }) {
  const { version: chosen } = useSearch({ from: ROUTE });
  const version = useQuery(guideVersionQuery(chosen ?? newestId));
  return <Loaded query={version}>{({ rules }) => <GuideReader rules={rules} />}</Loaded>;
}

function VersionChoice({ projectId }: { projectId: string }) {
  const navigate = useNavigate();
  const { version } = useSearch({ from: ROUTE });
  const open = (chosen: string) =>
    void navigate({ to: "/projects/$projectId/guide", params: { projectId }, search: { version: chosen } });
  return <GuideVersions projectId={projectId} chosen={version ?? null} onChoose={open} />;
}
