import { useTranslation } from "react-i18next";
import { usePermissions, type Permission } from "@/api/permissions";
import { TextLink } from "@/shared/ui/link-button";
import classes from "./project-nav.module.css";

const PAGES = [
  { to: "/projects/$projectId", label: "nav.overview", needs: null },
  { to: "/projects/$projectId/work", label: "nav.work", needs: "work.annotate" },
  { to: "/projects/$projectId/review", label: "nav.review", needs: "work.review" },
  { to: "/projects/$projectId/guide", label: "nav.guide", needs: null },
  { to: "/projects/$projectId/items", label: "nav.items", needs: "items.read" },
  { to: "/projects/$projectId/import", label: "nav.import", needs: "exchange.import" },
  { to: "/projects/$projectId/export", label: "nav.export", needs: "exchange.export" },
  { to: "/projects/$projectId/people", label: "nav.people", needs: "members.read" },
  { to: "/projects/$projectId/setup", label: "nav.setup", needs: "guide.write" },
  { to: "/projects/$projectId/activity", label: "nav.activity", needs: "events.read" },
] as const satisfies { to: string; label: string; needs: Permission | null }[];

export function ProjectNav({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const may = usePermissions(projectId);
  return (
    <nav className={classes.nav} aria-label={t("nav.label")}>
      {PAGES.filter((page) => page.needs === null || may(page.needs)).map((page) => (
        <TextLink
          key={page.to}
          to={page.to}
          params={{ projectId }}
          activeOptions={{ exact: true }}
          className={classes.link ?? ""}
          underline="never"
          size="sm"
        >
          {t(page.label)}
        </TextLink>
      ))}
    </nav>
  );
}
