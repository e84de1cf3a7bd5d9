import type { ActivityFilter } from "@/api/audit";

export function readActivitySearch({ member_id, action }: Record<string, unknown>): ActivityFilter {
  return {
    ...(typeof member_id === "string" && { member_id }),
    ...(typeof action === "string" && { action }),
  };
}
