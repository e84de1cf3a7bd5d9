import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usePermissions } from "@/api/permissions";
import { projectQuery } from "@/api/projects";
import { qualityQuery } from "@/api/quality";
import { StageProgress } from "@/features/projects/stage-progress";
import { AgreementTable } from "@/features/quality/agreement-table";
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
      {({ name, n_items, progress }) => (
        <Page title={name} intro={t("overview.items", { count: n_items })} actions={start}>
          {n_items === 0 && may("exchange.import") && <NothingYet projectId={projectId} />}
          <StageProgress stages={progress} />
          {may("quality.read") && <Agreement projectId={projectId} />}
        </Page>
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
