import { useTranslation } from "react-i18next";
import type { Role } from "@/api/projects";

const ROLES: readonly Role[] = ["lead", "reviewer", "expert", "annotator", "model_owner", "red_teamer", "viewer"];

export function roleOf(value: string | null): Role | null {
  return ROLES.find((role) => role === value) ?? null;
}

/** The name of a role in the reader's language. */
export function useRoleText(): (role: string) => string {
  const { t } = useTranslation();
  return (role) => {
    const known = roleOf(role);
    return known === null ? role : t(`role.${known}`);
  };
}

export function useRoleChoices(): { value: Role; label: string }[] {
  const roleText = useRoleText();
  return ROLES.map((role) => ({ value: role, label: roleText(role) }));
}
