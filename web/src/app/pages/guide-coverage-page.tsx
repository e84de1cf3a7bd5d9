import "@/shared/i18n/guide";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usePermissions } from "@/api/permissions";
import { guideCoverageQuery } from "@/api/quality";
import { GuideCoverage } from "@/features/quality/guide-coverage";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";
import { GuideTabs } from "./guide-tabs";

export function GuideCoveragePage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const mayEdit = usePermissions(projectId)("guide.write");
  const coverage = useQuery(guideCoverageQuery(projectId));
  return (
    <Page title={t("coverage.title")} size="lg">
      <GuideTabs />
      <Loaded query={coverage}>{(found) => <GuideCoverage projectId={projectId} coverage={found} mayEdit={mayEdit} />}</Loaded>
    </Page>
  );
}
