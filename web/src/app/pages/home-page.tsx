import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import { workQuery } from "@/api/queue";
import { NewProject } from "@/features/projects/new-project";
import { OtherProjects } from "@/features/projects/other-projects";
import { ProjectCards } from "@/features/projects/project-cards";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";

export function HomePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const work = useQuery(workQuery);
  const open = (projectId: string) => void navigate({ to: "/projects/$projectId/setup", params: { projectId } });
  const isAdmin = me.data?.identity.is_admin === true;
  const actions = isAdmin ? <NewProject onCreated={({ id }) => open(id)} /> : undefined;
  return (
    <Page title={t("home.title")} actions={actions}>
      <Loaded query={me}>
        {({ memberships }) =>
          memberships.length === 0 ? (
            <EmptyState title={t("home.emptyTitle")}>{t(isAdmin ? "home.emptyAdmin" : "home.empty")}</EmptyState>
          ) : (
            <ProjectCards memberships={memberships} work={work.data?.items ?? []} />
          )
        }
      </Loaded>
      {isAdmin && <OtherProjects memberships={me.data?.memberships ?? []} />}
    </Page>
  );
}
