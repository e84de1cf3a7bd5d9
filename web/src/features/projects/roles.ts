import { useTranslation } from "react-i18next";

const ROLES = ["lead", "reviewer", "expert", "annotator", "model_owner", "red_teamer", "viewer"] as const;

/** The name of a role in the reader's language. */
export function useRoleText(): (role: string) => string {
  const { t } = useTranslation();
  return (role) => {
    const known = ROLES.find((name) => name === role);
    return known === undefined ? role : t(`role.${known}`);
  };
}

export function useRoleChoices(): { value: string; label: string }[] {
  const roleText = useRoleText();
  return ROLES.map((role) => ({ value: role, label: roleText(role) }));
}
