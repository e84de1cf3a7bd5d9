import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import type { Schemas } from "./problem";
import { meKey } from "./session-key";

export type Project = Schemas["ProjectOut"];
export type Member = Schemas["MemberOut"];
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

export const membersQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["projects", project_id, "members"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/members", { params: { path: { project_id } } })),
  });

export function useCreateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ProjectCreate"]) => answerOf(api.POST("/api/v1/projects", { body })),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: meKey }), client.invalidateQueries({ queryKey: ["projects"] })]),
  });
}

export function useInvite(project_id: string) {
  return useMutation({
    mutationFn: (body: Schemas["InvitationCreate"]) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/invitations", { params: { path: { project_id } }, body })),
  });
}

export function useChangeRole(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ member_id, role }: { member_id: string; role: Role }) =>
      answerOf(api.PATCH("/api/v1/members/{member_id}", { params: { path: { member_id } }, body: { role } })),
    onSuccess: () => client.invalidateQueries(membersQuery(project_id)),
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
