import { useQuery } from "@tanstack/react-query";
import { meQuery, type Me, type Membership } from "./auth";

export type Permission =
  | "members.read"
  | "members.write"
  | "guide.write"
  | "interface.write"
  | "workflow.write"
  | "items.write"
  | "work.settle"
  | "project.write"
  | "items.read"
  | "work.annotate"
  | "work.review"
  | "work.read_all"
  | "quality.read"
  | "exchange.import"
  | "exchange.export"
  | "events.read";

export function membershipIn(me: Me | undefined, projectId: string): Membership | null {
  return me?.memberships.find((membership) => membership.project_id === projectId) ?? null;
}

/** Decides only what is offered; the server decides what is allowed. */
export function usePermissions(projectId: string): (permission: Permission) => boolean {
  const me = useQuery(meQuery);
  const membership = membershipIn(me.data, projectId);
  return (permission) => membership?.permissions.includes(permission) ?? me.data?.identity.is_admin ?? false;
}

/** True for members and administrators, as far as is known here. */
export function mayEnter(me: Me | undefined, projectId: string): boolean {
  return membershipIn(me, projectId) !== null || me?.identity.is_admin === true;
}
