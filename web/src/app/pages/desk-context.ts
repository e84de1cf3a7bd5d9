import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/auth";
import { guideVersionQuery, type Rule } from "@/api/guides";
import { membershipIn } from "@/api/permissions";

/** Who sits at the desk; drafts on a shared device are kept apart by it. */
export function useMemberId(projectId: string): string {
  const me = useQuery(meQuery);
  return membershipIn(me.data, projectId)?.member_id ?? me.data?.identity.id ?? "";
}

/** The rules of the guide version that a task is done under; none until they are there. */
export function useRules(guideVersionId: string | null): Rule[] {
  const guide = useQuery({ ...guideVersionQuery(guideVersionId ?? ""), enabled: guideVersionId !== null });
  return guide.data?.rules ?? [];
}
