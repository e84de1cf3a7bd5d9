import type { Role } from "@/api/projects";
import { ROLES, useRoleText } from "@/shared/ui/use-role-text";

export { useRoleText };

export function roleOf(value: string | null): Role | null {
  return ROLES.find((role) => role === value) ?? null;
}

export function useRoleChoices(): { value: Role; label: string }[] {
  const roleText = useRoleText();
  return ROLES.map((role) => ({ value: role, label: roleText(role) }));
}
