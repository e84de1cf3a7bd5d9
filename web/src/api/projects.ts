import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";
import { meKey } from "./session-key";

export type Project = Schemas["ProjectOut"];
export type Role = Schemas["InvitationCreate"]["role"];

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: () => answerOf(api.GET("/api/v1/projects")),
});

export const projectQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["projects", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}", { params: { path: { project_id } } })),
  });

export function useCreateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ProjectCreate"]) => answerOf(api.POST("/api/v1/projects", { body })),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: meKey }), client.invalidateQueries({ queryKey: ["projects"] })]),
  });
}

/** For administrators: become a lead of a project that they are not in. */
export function useJoinProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (project_id: string) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/join", { params: { path: { project_id } } })),
    onSuccess: (me) => {
      client.setQueryData(meKey, me);
      return client.invalidateQueries({ queryKey: ["projects"] });
    },
  });
}

export function useChangeProject(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, ...body }: { revision: number } & Schemas["ProjectPatch"]) =>
      answerOf(
        api.PATCH("/api/v1/projects/{project_id}", {
          params: { path: { project_id }, header: { "if-match": String(revision) } },
          body,
        }),
      ),
    onSuccess: (project) => refreshed(client, project_id, project),
  });
}

/** Archive, delete, and take either back. */
export function useProjectStanding(project_id: string) {
  const client = useQueryClient();
  const at = { params: { path: { project_id } } };
  return useMutation({
    mutationFn: async (step: "archive" | "unarchive" | "delete" | "restore") => {
      if (step === "archive") await api.POST("/api/v1/projects/{project_id}/archive", at);
      if (step === "unarchive") await api.POST("/api/v1/projects/{project_id}/unarchive", at);
      if (step === "delete") await api.DELETE("/api/v1/projects/{project_id}", at);
      if (step === "restore") await api.POST("/api/v1/projects/{project_id}/restore", at);
    },
    onSuccess: () => refreshed(client, project_id),
  });
}

function refreshed(client: QueryClient, project_id: string, project?: Project) {
  if (project !== undefined) client.setQueryData(projectQuery(project_id).queryKey, project);
  return Promise.all([client.invalidateQueries({ queryKey: meKey }), client.invalidateQueries({ queryKey: ["projects"] })]);
}
