import type { Compared, Severity } from "@/api/guides";

const SEVERITIES = new Set<unknown>(["minor", "major", "critical"]);

/** What is compared, from the address. */
export function readCompared(search: Record<string, unknown>): Compared {
  const severity = Array.isArray(search.severity) ? search.severity.filter((one): one is Severity => SEVERITIES.has(one)) : [];
  return {
    ...(typeof search.old === "string" ? { old: search.old } : {}),
    ...(typeof search.new === "string" ? { new: search.new } : {}),
    ...(severity.length > 0 ? { severity } : {}),
  };
}

/** What stands open over the editor of the guide. */
export type GuideTool = "find" | "import" | "publish";

const TOOLS: readonly GuideTool[] = ["find", "import", "publish"];

/** The rule that is open in the editor, and the tool over it, from the address. */
export function readEdited(search: Record<string, unknown>): { rule?: string; tool?: GuideTool } {
  const tool = TOOLS.find((one) => one === search.tool);
  return { ...(typeof search.rule === "string" ? { rule: search.rule } : {}), ...(tool === undefined ? {} : { tool }) };
}
