import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { guideQuery } from "@/api/guides";
import { interfaceQuery } from "@/api/interfaces";
import { workflowQuery } from "@/api/workflows";
import { GuideEditor } from "@/features/guides/guide-editor";
import { InterfaceEditor } from "@/features/interfaces/interface-editor";
import { InterfacePreview } from "@/features/interfaces/interface-preview";
import { WorkflowForm } from "@/features/workflows/workflow-form";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function ProjectSetupPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const guide = useQuery(guideQuery(projectId));
  const form = useQuery(interfaceQuery(projectId));
  const workflow = useQuery(workflowQuery(projectId));
  return (
    <Page title={t("nav.setup")} intro={t("setup.intro")} size="xl">
      <Loaded query={guide}>{(draft) => <GuideEditor projectId={projectId} guide={draft} />}</Loaded>
      <Loaded query={form}>
        {(draft) => (
          <>
            <InterfaceEditor projectId={projectId} draft={draft} />
            <InterfacePreview projectId={projectId} draft={draft} />
          </>
        )}
      </Loaded>
      <Loaded query={workflow}>{(draft) => <WorkflowForm projectId={projectId} workflow={draft} />}</Loaded>
    </Page>
  );
}
