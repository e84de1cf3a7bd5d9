import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hasItemsQuery } from "@/api/items";
import { usePermissions } from "@/api/permissions";
import { projectQuery } from "@/api/projects";
import { qualityQuery } from "@/api/quality";
import { progressQuery } from "@/api/queue";
import { AgreementTable } from "@/features/quality/agreement-table";
import { StageProgress } from "@/features/queue/stage-progress";
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
    <Loaded query={project}>
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
  const progress = useQuery(progressQuery(projectId));
  return <Loaded query={progress}>{({ stages }) => <StageProgress stages={stages} />}</Loaded>;
}

function Agreement({ projectId }: { projectId: string }) {
  const quality = useQuery(qualityQuery(projectId));
  return <Loaded query={quality}>{({ questions }) => <AgreementTable questions={questions} />}</Loaded>;
}

function NothingYet({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const hasItems = useQuery(hasItemsQuery(projectId));
  if (hasItems.data !== false) return null;
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
