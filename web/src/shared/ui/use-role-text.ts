import { useTranslation } from "react-i18next";

export const ROLES = ["lead", "reviewer", "expert", "annotator", "model_owner", "red_teamer", "viewer"] as const;

/** The name of a role in the reader's language. */
export function useRoleText(): (role: string) => string {
  const { t } = useTranslation();
  return (role) => {
    const known = ROLES.find((one) => one === role);
    return known === undefined ? role : t(`role.${known}`);
  };
}
