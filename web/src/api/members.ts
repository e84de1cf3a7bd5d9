import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, done } from "./client";
import type { Schemas } from "./problem";

export type Member = Schemas["MemberOut"];
export type Invitation = Schemas["InvitationListed"];
export type Team = Schemas["TeamOut"];

const PAGE = 100;
const inProject = (project_id: string) => ({ params: { path: { project_id } } });
const ofMember = (member_id: string) => ({ params: { path: { member_id } } });

/** Page by page: a project may have thousands. */
export const memberPagesQuery = (project_id: string, removed: boolean) =>
  infiniteQueryOptions({
    queryKey: ["projects", project_id, "members", "pages", removed],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, removed, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answerOf(api.GET("/api/v1/projects/{project_id}/members", { params: { path: { project_id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const invitationsQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["projects", project_id, "invitations"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/invitations", inProject(project_id))),
  });

export const teamsQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["projects", project_id, "teams"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/teams", inProject(project_id))),
  });

/** After any change of people, everything about the project's people is asked for again. */
function usePeopleChange<Input, Output>(project_id: string, mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ["projects", project_id] }) });
}

export function useInvite(project_id: string) {
  return usePeopleChange(project_id, (body: Schemas["InvitationCreate"]) =>
    answerOf(api.POST("/api/v1/projects/{project_id}/invitations", { ...inProject(project_id), body })),
  );
}

export function useRevokeInvitation(project_id: string) {
  return usePeopleChange(project_id, (invitation_id: string) =>
    done(api.DELETE("/api/v1/invitations/{invitation_id}", { params: { path: { invitation_id } } })),
  );
}

export function useChangeMember(project_id: string) {
  return usePeopleChange(project_id, ({ member_id, ...body }: { member_id: string } & Schemas["MemberPatch"]) =>
    answerOf(api.PATCH("/api/v1/members/{member_id}", { ...ofMember(member_id), body })),
  );
}

export function useRemoveMember(project_id: string) {
  return usePeopleChange(project_id, (member_id: string) => done(api.DELETE("/api/v1/members/{member_id}", ofMember(member_id))));
}

export function useReadmitMember(project_id: string) {
  return usePeopleChange(project_id, (member_id: string) =>
    done(api.POST("/api/v1/members/{member_id}/readmit", ofMember(member_id))),
  );
}

export function useCreateTeam(project_id: string) {
  return usePeopleChange(project_id, (name: string) =>
    answerOf(api.POST("/api/v1/projects/{project_id}/teams", { ...inProject(project_id), body: { name } })),
  );
}
