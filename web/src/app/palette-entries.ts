import { useTranslation } from "react-i18next";
import type { Me } from "@/api/auth";
import { membershipIn } from "@/api/permissions";
import type { Entry } from "@/features/search/entries";
import { HELP_TOPICS } from "./help-topics";
import { ADMIN_PAGES, PROJECT_PAGES } from "./project-pages";

/** Every page that a person can reach by its name, those of the project at hand first. */
export function usePaletteEntries(me: Me | undefined, projectId: string | undefined): Entry[] {
  const { t } = useTranslation();
  const membership = projectId === undefined ? null : membershipIn(me, projectId);
  const isAdmin = me?.identity.is_admin === true;
  const may = (needs: string | null) => needs === null || (membership?.permissions.includes(needs) ?? isAdmin);
  const ofProject =
    projectId === undefined
      ? []
      : PROJECT_PAGES.filter((page) => may(page.needs)).map((page) => ({
          id: page.label,
          title: t(page.label),
          detail: null,
          group: membership?.project_name ?? t("palette.kinds.page"),
          href: page.to.replace("$projectId", projectId),
        }));
  const projects = (me?.memberships ?? [])
    .filter((one) => one.project_id !== projectId)
    .map((one) => ({
      id: one.project_id,
      title: one.project_name,
      detail: null,
      group: t("palette.kinds.project"),
      href: `/projects/${one.project_id}`,
    }));
  const page = (title: string, href: string): Entry => ({ id: href, title, detail: null, group: t("palette.kinds.page"), href });
  return [
    ...ofProject,
    page(t("home.title"), "/"),
    page(t("shell.account"), "/account"),
    ...(isAdmin ? ADMIN_PAGES.map(({ to, label }) => page(`${t("admin.title")}: ${t(label)}`, to)) : []),
    ...projects,
    ...HELP_TOPICS.map((topic) => ({
      ...page(t(`help.topics.${topic}`), `/help/${topic}`),
      group: t("help.page"),
    })),
  ];
}
