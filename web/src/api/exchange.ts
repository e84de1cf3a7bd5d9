import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, csrfHeaders } from "./client";
import { ApiProblem, hasStatus, NoConnection, problemOf, type Schemas } from "./problem";

export type Import = Schemas["ImportOut"];

const POLL_MS = 1_000;
const PAGE = 50;

export function isUnfinished({ state }: Import): boolean {
  return state === "open" || state === "running";
}

export const importsQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["imports", project_id],
    queryFn: () => answerOf(api.GET("/api/v1/projects/{project_id}/imports", { params: { path: { project_id } } })),
  });

export const importQuery = (import_id: string) =>
  queryOptions({
    queryKey: ["import", import_id],
    queryFn: () => answerOf(api.GET("/api/v1/imports/{import_id}", { params: { path: { import_id } } })),
    refetchInterval: (query) => (query.state.data === undefined || isUnfinished(query.state.data) ? POLL_MS : false),
  });

/** What was wrong with single records, page by page. */
export const importProblemsQuery = (import_id: string) =>
  infiniteQueryOptions({
    queryKey: ["import", import_id, "problems"],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam === null ? {} : { cursor: Number(pageParam) }) };
      return answerOf(api.GET("/api/v1/imports/{import_id}/problems", { params: { path: { import_id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

interface ImportWatch {
  /** The import exists and its progress can be asked for; the file is on its way. */
  onCreated: (importId: string) => void;
  onProgress: (sharePercent: number) => void;
}

export function useStartImport(project_id: string, { onCreated, onProgress }: ImportWatch) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, ...body }: { file: File } & Schemas["ImportCreate"]) => {
      const created = await answerOf(
        api.POST("/api/v1/projects/{project_id}/imports", { params: { path: { project_id } }, body }),
      );
      onCreated(created.id);
      try {
        await upload(`/api/v1/imports/${created.id}/content`, file, onProgress);
      } catch (error) {
        // A file that was read and refused is a result: the import tells what is wrong where.
        if (!hasStatus(error, 422)) throw error;
      }
      await client.invalidateQueries({ queryKey: ["import", created.id] });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(importsQuery(project_id)),
        client.invalidateQueries({ queryKey: ["items", project_id] }),
      ]),
  });
}

export function useUndoImport(project_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (import_id: string) =>
      answerOf(api.POST("/api/v1/imports/{import_id}/undo", { params: { path: { import_id } } })),
    onSuccess: (undone) => {
      client.setQueryData(importQuery(undone.id).queryKey, undone);
      return client.invalidateQueries(importsQuery(project_id));
    },
  });
}

export type ExportFormat = Schemas["ExportPreviewOut"]["format"];

/** The choices of an export; those that do not concern its format are ignored. */
export interface ExportChoices {
  states: "settled" | "all";
  ties: "drop" | "both";
}

/** The first record as it will be; a refusal says why this format does not suit the project. */
export const exportPreviewQuery = (project_id: string, export_format: ExportFormat, choices: ExportChoices) =>
  queryOptions({
    queryKey: ["export-preview", project_id, export_format, choices],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/exports/{export_format}/preview", {
          params: { path: { project_id, export_format }, query: choices },
        }),
      ),
  });

export const exportCardQuery = (project_id: string, format: ExportFormat, choices: ExportChoices) =>
  queryOptions({
    queryKey: ["export-card", project_id, format, choices],
    queryFn: async () => {
      const response = await fetch(exportUrl(project_id, format, choices, "/card"));
      if (!response.ok) throw await problemOf(response);
      return withoutFrontMatter(await response.text());
    },
  });

export function exportUrl(projectId: string, format: ExportFormat, choices: ExportChoices, part: "" | "/card" = ""): string {
  return `/api/v1/projects/${encodeURIComponent(projectId)}/exports/${format}${part}?${new URLSearchParams({ ...choices }).toString()}`;
}

/** Programs read what stands between the two lines of dashes; people read the rest. */
function withoutFrontMatter(card: string): string {
  return card.replace(/^---\n[\s\S]*?\n---\n/, "");
}

/** The bad records in the file's own format, or each with its reason. */
export function rejectsUrl(importId: string, content: "records" | "reasons"): string {
  return `/api/v1/imports/${encodeURIComponent(importId)}/rejects?content=${content}`;
}

/** fetch() cannot tell how far an upload is; XMLHttpRequest can. */
function upload(url: string, file: File, onProgress: (sharePercent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    for (const [name, value] of Object.entries(csrfHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? (100 * loaded) / total : 0);
    request.onload = () => {
      if (request.status < 400) resolve();
      else reject(new ApiProblem(request.status, parsed(request.responseText)));
    };
    request.onerror = () => reject(new NoConnection());
    request.send(file);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
