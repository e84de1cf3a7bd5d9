import { useDebouncedValue } from "@mantine/hooks";
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, done } from "./client";
import type { Schemas } from "./problem";

export type Member = Schemas["MemberOut"];
export type Invitation = Schemas["InvitationListed"];
export type Team = Schemas["TeamOut"];

const PAGE = 100;
const inProject = (project_id: string) => ({ params: { path: { project_id } } });
const ofMember = (member_id: string) => ({ params: { path: { member_id } } });

/** Page by page: a project may have thousands. `q` is a part of a name. */
export const memberPagesQuery = (project_id: string, removed: boolean, q: string) =>
  infiniteQueryOptions({
    queryKey: ["projects", project_id, "members", "pages", removed, q],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, removed, q, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answerOf(api.GET("/api/v1/projects/{project_id}/members", { params: { path: { project_id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** The first of those whose name holds `q`. */
const memberSearchQuery = (project_id: string, q: string) =>
  queryOptions({
    queryKey: ["projects", project_id, "members", "search", q],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/members", { params: { path: { project_id }, query: { q } } })),
    placeholderData: keepPreviousData,
  });

/** Who is meant by these ids, at most 200 of them; people who were removed too. */
export const membersByIdQuery = (project_id: string, ids: string[]) =>
  queryOptions({
    queryKey: ["projects", project_id, "members", "ids", ids],
    queryFn: () =>
      answerOf(api.GET("/api/v1/projects/{project_id}/members", { params: { path: { project_id }, query: { id: ids, limit: 200 } } })),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });

const TYPING_MS = 200;

/** Whom a choice of a person offers: those whose name holds what is typed into it, and who is chosen. */
export function useMemberChoices(project_id: string, chosen: string | undefined, isAllowed = true) {
  const [typed, setTyped] = useState("");
  const [wanted] = useDebouncedValue(typed.trim(), TYPING_MS);
  const named = useQuery({ ...membersByIdQuery(project_id, chosen === undefined ? [] : [chosen]), enabled: isAllowed && chosen !== undefined });
  const present = choicesOf(named.data).filter(({ value }) => value === chosen);
  // A choice shows the name of who is chosen where one types; that is no search.
  const q = present.some(({ label }) => label === wanted) ? "" : wanted;
  const found = useQuery({ ...memberSearchQuery(project_id, q), enabled: isAllowed });
  const others = choicesOf(found.data).filter(({ value }) => value !== chosen);
  return { data: [...present, ...others], onSearch: setTyped };
}

function choicesOf(page: { items: Member[] } | undefined): { value: string; label: string }[] {
  return (page?.items ?? []).map(({ id, name, pseudonym }) => ({ value: id, label: name ?? pseudonym }));
}

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
