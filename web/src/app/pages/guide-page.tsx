import "@/shared/i18n/guide";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { NOTHING_KNOWN, wordsOf, type About } from "@/api/guide-scope";
import { guideVersionQuery, guideVersionsQuery } from "@/api/guides";
import { GuideVersions } from "@/features/guides/guide-versions";
import { ScopedGuide } from "@/features/guides/scoped-guide";
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
            <Version projectId={projectId} newestId={newest.id} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Version({ projectId, newestId }: { projectId: string; newestId: string }) {
  const navigate = useNavigate();
  const { version: chosen, ...said } = useSearch({ from: ROUTE });
  const version = useQuery(guideVersionQuery(chosen ?? newestId));
  const narrow = (about: About) =>
    void navigate({
      to: "/projects/$projectId/guide",
      params: { projectId },
      search: { ...(chosen === undefined ? {} : { version: chosen }), ...wordsOf(about) },
      replace: true,
      resetScroll: false,
    });
  return (
    <Loaded query={version}>
      {({ id, rules }) => <ScopedGuide versionId={id} rules={rules} about={{ ...NOTHING_KNOWN, ...said }} onAbout={narrow} />}
    </Loaded>
  );
}

function VersionChoice({ projectId }: { projectId: string }) {
  const navigate = useNavigate();
  const { version, ...said } = useSearch({ from: ROUTE });
  const open = (chosen: string) =>
    void navigate({ to: "/projects/$projectId/guide", params: { projectId }, search: { version: chosen, ...said } });
  return <GuideVersions projectId={projectId} chosen={version ?? null} onChoose={open} />;
}
