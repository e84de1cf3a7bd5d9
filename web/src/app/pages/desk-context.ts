import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { meQuery } from "@/api/auth";
import { guideVersionQuery, type Rule } from "@/api/guides";
import { membershipIn } from "@/api/permissions";

/** Who sits at the desk; drafts on a shared device are kept apart by it. */
export function useMemberId(projectId: string): string {
  const me = useQuery(meQuery);
  return membershipIn(me.data, projectId)?.member_id ?? me.data?.identity.id ?? "";
}

/** What can be cited of the guide version that a task is done under: its active rules; none until they are there. `guide`: how far they are. */
export function useRules(guideVersionId: string | null) {
  const guide = useQuery({ ...guideVersionQuery(guideVersionId ?? ""), enabled: guideVersionId !== null });
  const rules = guide.data?.rules;
  const active = useMemo((): Rule[] => rules?.filter(({ kind, status }) => kind === "rule" && status === "active") ?? [], [rules]);
  return { rules: active, guide };
}
