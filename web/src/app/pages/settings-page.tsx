import "@/shared/i18n/project";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { projectQuery } from "@/api/projects";
import { SettingsForm } from "@/features/settings/settings-form";
import { StandingSection } from "@/features/settings/standing-section";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function SettingsPage() {
  const { t } = useTranslation();
  const project = useQuery(projectQuery(useProjectId()));
  return (
    <Page title={t("settings.title")} size="md">
      <Loaded query={project}>
        {(loaded) => (
          <>
            <SettingsForm project={loaded} />
            <StandingSection project={loaded} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
