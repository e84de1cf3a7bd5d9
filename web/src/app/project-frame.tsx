import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import { mayEnter, usePermissions } from "@/api/permissions";
import { hasStatus } from "@/api/problem";
import { projectQuery } from "@/api/projects";
import { EmptyState } from "@/shared/ui/empty-state";
import { LinkButton } from "@/shared/ui/link-button";
import { MissingPage } from "./missing-page";
import { PROJECT_PAGES } from "./project-pages";
import { useProjectId } from "./use-project-id";

/** The pages of a project. What is not there, or not for this person, is said once for all of them. */
export function ProjectFrame() {
  const projectId = useProjectId();
  const me = useQuery(meQuery);
  const isInside = me.data === undefined || mayEnter(me.data, projectId);
  // Who is not known to be in it asks the server, which may know better.
  const project = useQuery({ ...projectQuery(projectId), enabled: !isInside });
  const may = usePermissions(projectId);
  const { pathname } = useLocation();
  const page = PROJECT_PAGES.find(({ to }) => to.replace("$projectId", projectId) === pathname.replace(/\/$/, ""));
  const needs = page?.needs ?? null;
  if (hasStatus(project.error, 404)) return <MissingPage />;
  if (me.data !== undefined && isInside && needs !== null && !may(needs)) return <ForbiddenPage projectId={projectId} />;
  return <Outlet />;
}

function ForbiddenPage({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const action = (
    <LinkButton to="/projects/$projectId" params={{ projectId }} variant="default">
      {t("queue.toProject")}
    </LinkButton>
  );
  return (
    <EmptyState title={t("error.forbidden")} action={action}>
      {t("error.forbiddenText")}
    </EmptyState>
  );
}
