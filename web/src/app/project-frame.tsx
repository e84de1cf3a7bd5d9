import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { meQuery } from "@/api/auth";
import { mayEnter } from "@/api/permissions";
import { hasStatus } from "@/api/problem";
import { projectQuery } from "@/api/projects";
import { MissingPage } from "./missing-page";
import { useProjectId } from "./use-project-id";

/** The pages of a project. Who is not known to be in it asks the server, so that a strange address says so once for all pages. */
export function ProjectFrame() {
  const projectId = useProjectId();
  const me = useQuery(meQuery);
  const project = useQuery({ ...projectQuery(projectId), enabled: me.data !== undefined && !mayEnter(me.data, projectId) });
  return hasStatus(project.error, 404) ? <MissingPage /> : <Outlet />;
}
