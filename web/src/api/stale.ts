import { ApiProblem } from "./problem";

/** What somebody else saved meanwhile, when the server refused a save for that reason. */
export function staleDocument(error: unknown): { revision: number; theirs: unknown } | null {
  if (!(error instanceof ApiProblem) || error.code !== "stale_revision") return null;
  return { revision: Number(error.body.revision), theirs: error.body.theirs };
}
