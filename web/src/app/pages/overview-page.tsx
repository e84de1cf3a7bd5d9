import "@/shared/i18n/project";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { homeQuery } from "@/api/home";
import { overviewQuery } from "@/api/overview";
import { usePermissions } from "@/api/permissions";
import { projectQuery } from "@/api/projects";
import { qualityQuery } from "@/api/quality";
import { AgreementTable } from "@/features/quality/agreement-table";
import { FirstSteps } from "@/features/overview/first-steps";
import { NeedsSection } from "@/features/overview/needs-section";
import { PaceSection } from "@/features/overview/pace-section";
import { StageLines } from "@/features/overview/stage-lines";
import { QueueCounts } from "@/features/projects/queue-counts";
import { LinkButton } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { Section } from "@/shared/ui/section";
import { useProjectId } from "@/app/use-project-id";

export function OverviewPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const project = useQuery(projectQuery(projectId));
  const may = usePermissions(projectId);
  const start = may("work.annotate") && (
    <LinkButton to="/projects/$projectId/work" params={{ projectId }} variant={may("project.write") ? "default" : "filled"}>
      {t("home.start")}
    </LinkButton>
  );
  return (
    <Loaded query={project} isBare>
      {({ name, description }) => (
        <Page title={name} intro={description} actions={start}>
          {may("work.read_all") && <Progress projectId={projectId} />}
          {!may("work.read_all") && may("quality.read") && <Agreement projectId={projectId} />}
          {!may("work.read_all") && <OwnQueue projectId={projectId} />}
        </Page>
      )}
    </Loaded>
  );
}

function Progress({ projectId }: { projectId: string }) {
  const overview = useQuery(overviewQuery(projectId));
  const may = usePermissions(projectId);
  const mayLead = may("project.write");
  const mayJudge = may("quality.read");
  return (
    <Loaded query={overview}>
      {(loaded) => (
        <>
          {mayLead && <FirstSteps projectId={projectId} setup={loaded.setup} />}
          {mayLead && loaded.setup.has_workflow && <NeedsSection projectId={projectId} overview={loaded} />}
          {loaded.stages.length > 0 && (
            <>
              <StageLines projectId={projectId} stages={loaded.stages} />
              <PaceSection projectId={projectId} paces={loaded.paces} forecasts={loaded.forecasts} />
              {mayJudge && <Agreement projectId={projectId} />}
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

function Agreement({ projectId }: { projectId: string }) {
  const quality = useQuery(qualityQuery(projectId));
  return <Loaded query={quality}>{({ questions }) => <AgreementTable projectId={projectId} questions={questions} />}</Loaded>;
}

/** Who sees their own work only: what waits for them here, or why nothing does. */
function OwnQueue({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const home = useQuery(homeQuery);
  const mine = home.data?.projects.find((project) => project.project_id === projectId);
  if (mine === undefined) return null;
  return (
    <Section title={t("home.title")}>
      <QueueCounts project={mine} />
    </Section>
  );
}
