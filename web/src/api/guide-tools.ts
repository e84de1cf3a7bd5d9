import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, csrfHeaders, done } from "./client";
import { keepDraft, type GuideDraft } from "./guide-draft";
import type { RuleChange } from "./guides";
import { NoConnection, problemOf, type Schemas } from "./problem";

export type CheckAlerts = Schemas["CheckReportOut"];
export type TextQuery = Required<Schemas["TextFind"]>;
export type FoundInRule = Schemas["RulePlacesOut"];
export type NewVersion = Schemas["GuidePublish"];
export type NewQuestion = Schemas["QuestionIn"];
export type Editor = Schemas["EditorOut"];
export type ImportMode = "replace" | "append";
export type ImportPreview = Omit<Schemas["GuideImportOut"], "changes"> & { changes: RuleChange[] };

const path = (project_id: string) => ({ params: { path: { project_id } } });
const BEAT_MS = 10_000;

/** The checks of one rule, unsaved as it is, on a text and on its own examples. */
export const ruleTrialQuery = (project_id: string, source: string, text: string) =>
  queryOptions({
    queryKey: ["rule-trial", project_id, source, text],
    queryFn: ({ signal }) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/guide/try", { ...path(project_id), body: { source, text: text === "" ? null : text }, signal })),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

/** Tells the others which rule you are at, and tells who else has the editor open. */
export const editorsQuery = (project_id: string, rule_key: string | null) =>
  queryOptions({
    queryKey: ["guide-editors", project_id, rule_key],
    queryFn: () => answerOf(api.POST("/api/v1/projects/{project_id}/guide/presence", { ...path(project_id), body: { rule_key } })),
    refetchInterval: BEAT_MS,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export function leaveEditor(project_id: string): Promise<void> {
  return done(api.DELETE("/api/v1/projects/{project_id}/guide/presence", path(project_id)));
}

export const textFoundQuery = (project_id: string, revision: number, query: TextQuery) =>
  queryOptions({
    queryKey: ["guide-find", project_id, revision, query],
    queryFn: () => answerOf(api.POST("/api/v1/projects/{project_id}/guide/find", { ...path(project_id), body: query })),
    placeholderData: keepPreviousData,
    enabled: query.find !== "",
  });

export function useReplaceText(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TextQuery & { rules: Schemas["RuleBase"][] }) =>
      answerOf(api.POST("/api/v1/projects/{project_id}/guide/replace", { ...path(project_id), body })),
    onSuccess: (draft: GuideDraft) => keepDraft(client, project_id, draft),
  });
}

export const contradictionsQuery = (project_id: string, revision: number) =>
  queryOptions({
    queryKey: ["guide-contradictions", project_id, revision],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/guide/contradictions", path(project_id))),
  });

/** Where checks of the guide send texts, outside of this server. */
export const outsideQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["guides", project_id, "outside"],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/guide/outside", path(project_id))),
  });

/** Publishes the draft that was looked at, and no later one. */
export function usePublishDraft(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, ...body }: NewVersion & { revision: number }) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/guide/publish", {
          params: { path: { project_id }, header: { "if-match": String(revision) } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["guides", project_id] }),
  });
}

/** What the draft would become; nothing is saved. */
export async function previewImport(project_id: string, file: File, mode: ImportMode): Promise<ImportPreview> {
  const query = new URLSearchParams({ filename: file.name, mode });
  const response = await fetch(`/api/v1/projects/${project_id}/guide/import?${query.toString()}`, {
    method: "POST",
    body: file,
    headers: { ...csrfHeaders(), "Content-Type": "application/octet-stream" },
  }).catch(() => {
    throw new NoConnection();
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as ImportPreview;
}

export function useImportedSource(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, revision }: { source: string; revision: number }) =>
      answerOf(
        api.PUT("/api/v1/projects/{project_id}/guide", {
          params: { path: { project_id }, header: { "if-match": String(revision) } },
          body: { source },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["guides", project_id] }),
  });
}
