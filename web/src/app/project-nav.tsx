import { useTranslation } from "react-i18next";
import { usePermissions } from "@/api/permissions";
import { TextLink } from "@/shared/ui/link-button";
import { onceWanted } from "@/shared/ui/once-wanted";
import { MoreButton, type MoreProps } from "./more-button";
import classes from "./project-nav.module.css";
import { PROJECT_PAGES, type ProjectPage } from "./project-pages";
import { useFitting } from "./use-fitting";

const MORE_WIDTH = 90;

const More = onceWanted<MoreProps>(
  async () => (await import("./more-menu")).MoreMenu,
  ({ onWanted }) => <MoreButton onClick={onWanted} />,
);

export function ProjectNav({ projectId }: { projectId: string }) {
  const may = usePermissions(projectId);
  const pages = PROJECT_PAGES.filter((page) => page.needs === null || may(page.needs));
  // The widths are measured once for each set of pages.
  const names = pages.map((page) => page.label).join(" ");
  return <FittingNav key={names} projectId={projectId} pages={pages} names={names} />;
}

interface FittingNavProps {
  projectId: string;
  pages: ProjectPage[];
  names: string;
}

function FittingNav({ projectId, pages, names }: FittingNavProps) {
  const { t } = useTranslation();
  const { row, fitting } = useFitting(names, MORE_WIDTH);
  const rest = pages.slice(fitting);
  return (
    <nav className={classes.nav} aria-label={t("nav.label")} ref={row}>
      {pages.slice(0, fitting).map((page) => (
        <TextLink
          key={page.to}
          to={page.to}
          params={{ projectId }}
          activeOptions={{ exact: page.label === "nav.overview", includeSearch: false }}
          className={classes.link ?? ""}
          underline="never"
          size="sm"
          data-fitting
        >
          {t(page.label)}
        </TextLink>
      ))}
      {rest.length > 0 && <More projectId={projectId} pages={rest} />}
    </nav>
  );
}
