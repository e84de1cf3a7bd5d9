import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, done } from "./client";
import type { Schemas } from "./problem";

export type Person = Schemas["IdentityListed"];
export type Job = Schemas["JobOut"];
export type Health = Schemas["HealthOut"];
export type Backups = Schemas["BackupsOut"];
export type Setting = Schemas["SettingOut"];

const KEY = "admin";
const PAGE = 50;
const after = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const peopleQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: [KEY, "people", search],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/v1/identities", {
          params: { query: { limit: PAGE, ...after(pageParam), ...(search === "" ? {} : { search }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const allProjectsQuery = (archived: boolean) =>
  infiniteQueryOptions({
    queryKey: [KEY, "projects", archived],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/v1/projects", { params: { query: { everybodys: true, archived, limit: PAGE, ...after(pageParam) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const jobsQuery = (status: "failed" | null) =>
  infiniteQueryOptions({
    queryKey: [KEY, "jobs", status],
    queryFn: ({ pageParam }) =>
      answerOf(api.GET("/api/v1/admin/jobs", { params: { query: { status, limit: PAGE, ...after(pageParam) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const healthQuery = queryOptions({
  queryKey: [KEY, "health"],
  queryFn: () => answerOf(api.GET("/api/v1/admin/health")),
  refetchInterval: 10_000,
});

export const settingsQuery = queryOptions({
  queryKey: [KEY, "settings"],
  queryFn: () => answerOf(api.GET("/api/v1/admin/settings")),
});

const WHILE_RUNNING_MS = 2_000;

export const backupsQuery = queryOptions({
  queryKey: [KEY, "backups"],
  queryFn: () => answerOf(api.GET("/api/v1/admin/backups")),
  refetchInterval: (query) => (query.state.data?.is_running === true ? WHILE_RUNNING_MS : false),
});

export const backupUrl = (name: string) => `/api/v1/admin/backups/${encodeURIComponent(name)}`;

function useAdminMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }) });
}

export function useChangePerson() {
  return useAdminMutation(({ identity_id, ...body }: Schemas["IdentityPatch"] & { identity_id: string }) =>
    answerOf(api.PATCH("/api/v1/identities/{identity_id}", { params: { path: { identity_id } }, body })),
  );
}

export function useErasePerson() {
  return useAdminMutation((identity_id: string) =>
    done(api.DELETE("/api/v1/identities/{identity_id}", { params: { path: { identity_id } } })),
  );
}

export function usePasswordLink() {
  return useMutation({
    mutationFn: (identity_id: string) =>
      answerOf(api.POST("/api/v1/identities/{identity_id}/password-link", { params: { path: { identity_id } } })),
  });
}

export function useMakeBackup() {
  return useAdminMutation(() => answerOf(api.POST("/api/v1/admin/backups")));
}

export function useDeleteBackup() {
  return useAdminMutation((name: string) => done(api.DELETE("/api/v1/admin/backups/{name}", { params: { path: { name } } })));
}

export function useRetryJob() {
  return useAdminMutation((job_id: string) =>
    done(api.POST("/api/v1/admin/jobs/{job_id}/retry", { params: { path: { job_id } } })),
  );
}

export function useDiscardJob() {
  return useAdminMutation((job_id: string) => done(api.DELETE("/api/v1/admin/jobs/{job_id}", { params: { path: { job_id } } })));
}

export function useSetArchived() {
  return useAdminMutation(({ project_id, archived }: { project_id: string; archived: boolean }) => {
    const params = { params: { path: { project_id } } };
    return archived
      ? answerOf(api.POST("/api/v1/projects/{project_id}/archive", params))
      : answerOf(api.POST("/api/v1/projects/{project_id}/unarchive", params));
  });
}
