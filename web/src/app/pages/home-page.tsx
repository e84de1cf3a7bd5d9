import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import { homeQuery, type Home } from "@/api/home";
import { HomeDrafts } from "@/features/projects/home-drafts";
import { HomeNews } from "@/features/projects/home-news";
import { HomeReturned } from "@/features/projects/home-returned";
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
  // The shell keeps what is known for a while; somebody who comes here wants what is true now.
  const home = useQuery({ ...homeQuery, refetchOnMount: "always" });
  const open = (projectId: string) => void navigate({ to: "/projects/$projectId/setup", params: { projectId } });
  const isAdmin = me.data?.identity.is_admin === true;
  const actions = isAdmin ? <NewProject onCreated={({ id }) => open(id)} /> : undefined;
  return (
    <Page title={t("home.title")} actions={actions}>
      <Loaded query={home}>
        {(known) =>
          known.projects.length === 0 ? (
            <EmptyState title={t("home.emptyTitle")}>{t(isAdmin ? "home.emptyAdmin" : "home.empty")}</EmptyState>
          ) : (
            <AtHome home={known} />
          )
        }
      </Loaded>
      {isAdmin && <OtherProjects memberships={me.data?.memberships ?? []} />}
    </Page>
  );
}

function AtHome({ home }: { home: Home }) {
  return (
    <>
      <HomeReturned projects={home.projects} />
      <HomeDrafts drafts={home.drafts} />
      <ProjectCards projects={home.projects} />
      <HomeNews home={home} />
    </>
  );
}
