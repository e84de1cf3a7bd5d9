import { useParams } from "@tanstack/react-router";

/** The project that the address names; only for pages below /projects/$projectId. */
export function useProjectId(): string {
  return useParams({ from: "/signed-in/projects/$projectId" }).projectId;
}
