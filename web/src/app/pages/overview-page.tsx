import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exampleItemQuery } from "@/api/items";
import { overviewQuery } from "@/api/overview";
import { usePermissions } from "@/api/permissions";
import { projectQuery } from "@/api/projects";
import { qualityQuery } from "@/api/quality";
import { AgreementTable } from "@/features/quality/agreement-table";
import { NeedsSection } from "@/features/overview/needs-section";
import { PaceSection } from "@/features/overview/pace-section";
import { StageLines } from "@/features/overview/stage-lines";
import { EmptyState } from "@/shared/ui/empty-state";
import { LinkButton } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function OverviewPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const project = useQuery(projectQuery(projectId));
  const may = usePermissions(projectId);
  const start = may("work.annotate") && (
    <LinkButton to="/projects/$projectId/work" params={{ projectId }}>
      {t("home.start")}
    </LinkButton>
  );
  return (
    <Loaded query={project} isBare>
      {({ name, description }) => (
        <Page title={name} intro={description} actions={start}>
          {may("exchange.import") && <NothingYet projectId={projectId} />}
          {may("work.read_all") && <Progress projectId={projectId} />}
          {may("quality.read") && <Agreement projectId={projectId} />}
        </Page>
      )}
    </Loaded>
  );
}

function Progress({ projectId }: { projectId: string }) {
  const overview = useQuery(overviewQuery(projectId));
  const mayLead = usePermissions(projectId)("project.write");
  return (
    <Loaded query={overview}>
      {(loaded) => (
        <>
          {mayLead && <NeedsSection projectId={projectId} overview={loaded} />}
          <StageLines projectId={projectId} stages={loaded.stages} />
          <PaceSection paces={loaded.paces} forecasts={loaded.forecasts} />
        </>
      )}
    </Loaded>
  );
}

function Agreement({ projectId }: { projectId: string }) {
  const quality = useQuery(qualityQuery(projectId));
  return <Loaded query={quality}>{({ questions }) => <AgreementTable questions={questions} />}</Loaded>;
}

function NothingYet({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const hasItems = useQuery(exampleItemQuery(projectId));
  if (hasItems.data !== null) return null;
  const action = (
    <LinkButton to="/projects/$projectId/import" params={{ projectId }}>
      {t("overview.toImport")}
    </LinkButton>
  );
  return (
    <EmptyState title={t("overview.emptyTitle")} action={action}>
      {t("overview.empty")}
    </EmptyState>
  );
}
