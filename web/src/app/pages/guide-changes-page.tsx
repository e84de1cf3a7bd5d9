import "@/shared/i18n/guide";
import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { guideDiffQuery, guideVersionsQuery, type Compared } from "@/api/guides";
import { usePermissions } from "@/api/permissions";
import type { Schemas } from "@/api/problem";
import { ChangeList } from "@/features/guides/change-list";
import { CompareControls } from "@/features/guides/compare-controls";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";
import { GuideTabs } from "./guide-tabs";

type Version = Schemas["GuideVersionSummaryOut"];

export function GuideChangesPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const versions = useQuery(guideVersionsQuery(projectId));
  return (
    <Page title={t("guideChange.title")} size="lg">
      <GuideTabs />
      <Loaded query={versions}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("guideChange.noVersions")}>{t("guideChange.noVersionsText")}</EmptyState>
          ) : (
            <Comparison projectId={projectId} versions={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Without a choice: the newest version against the one before, or, for its writers, the draft against the newest. */
function Comparison({ projectId, versions }: { projectId: string; versions: Version[] }) {
  const navigate = useNavigate();
  const withDraft = usePermissions(projectId)("guide.write");
  const chosen = useSearch({ from: "/signed-in/projects/$projectId/guide/changes" });
  const newest = versions[0]?.id;
  const compared: Compared = {
    old: chosen.old ?? (withDraft ? newest : (versions[1]?.id ?? newest)),
    new: chosen.new ?? (withDraft ? undefined : newest),
    severity: chosen.severity,
  };
  const diff = useQuery(guideDiffQuery(projectId, compared));
  const open = (search: Compared) =>
    void navigate({ to: "/projects/$projectId/guide/changes", params: { projectId }, search, replace: true });
  return (
    <Stack gap="lg">
      <CompareControls versions={versions} compared={compared} withDraft={withDraft} onChange={open} />
      <Loaded query={diff}>{(found) => <ChangeList diff={found} />}</Loaded>
    </Stack>
  );
}
