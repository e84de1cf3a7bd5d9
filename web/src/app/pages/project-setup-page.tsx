import "@/shared/i18n/guide";
import "@/shared/i18n/project";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { guideDraftQuery } from "@/api/guide-draft";
import { guideVersionsQuery } from "@/api/guides";
import { interfaceQuery, interfaceVersionsQuery } from "@/api/interfaces";
import { workflowQuery, workflowVersionsQuery } from "@/api/workflows";
import { GuideCard } from "@/features/guides/guide-card";
import { InterfaceEditor } from "@/features/interfaces/interface-editor";
import { InterfacePreview } from "@/features/interfaces/interface-preview";
import { SetupParts } from "@/features/settings/setup-parts";
import { WorkflowForm } from "@/features/workflows/workflow-form";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";
import classes from "./project-setup-page.module.css";

export function ProjectSetupPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const guide = useQuery(guideDraftQuery(projectId));
  const form = useQuery(interfaceQuery(projectId));
  const workflow = useQuery(workflowQuery(projectId));
  const guides = useQuery(guideVersionsQuery(projectId));
  const forms = useQuery(interfaceVersionsQuery(projectId));
  const workflows = useQuery(workflowVersionsQuery(projectId));
  const wanted = useLocation({ select: ({ hash }) => hash });
  const isThere = [guide, form, workflow, guides].every(({ data }) => data !== undefined);
  // The parts come after the page, so the browser has nothing to scroll to when it opens a link to one of them.
  useEffect(() => {
    if (isThere && wanted !== "") document.getElementById(wanted)?.scrollIntoView();
  }, [isThere, wanted]);
  return (
    <Page title={t("nav.setup")} intro={t("setup.intro")} size="xl">
      <SetupParts
        parts={[
          { id: "guide", title: t("guide.title"), published: newestOf(guides.data) },
          { id: "form", title: t("interface.title"), published: newestOf(forms.data) },
          { id: "workflow", title: t("workflow.title"), published: newestOf(workflows.data) },
        ]}
      />
      <div id="guide" className={classes.part}>
        <Loaded query={guide}>{(draft) => <GuideCard projectId={projectId} draft={draft} />}</Loaded>
      </div>
      <div id="form" className={classes.part} />
      <Loaded query={form}>
        {(draft) => (
          <>
            <InterfaceEditor projectId={projectId} draft={draft} />
            <InterfacePreview projectId={projectId} draft={draft} />
          </>
        )}
      </Loaded>
      <div id="workflow" className={classes.part} />
      <Loaded query={workflow}>{(draft) => <WorkflowForm projectId={projectId} workflow={draft} />}</Loaded>
    </Page>
  );
}

/** The number of the newest published version; the list begins with it. */
function newestOf(versions: { items: { number: number }[] } | undefined): number | null {
  return versions?.items[0]?.number ?? null;
}
