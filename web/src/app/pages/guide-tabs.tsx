import { Tabs } from "@mantine/core";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { usePermissions, type Permission } from "@/api/permissions";
import { useProjectId } from "@/app/use-project-id";
import classes from "./guide-tabs.module.css";

const TABS = [
  { to: "/projects/$projectId/guide", label: "guidePages.read", needs: null },
  { to: "/projects/$projectId/guide/edit", label: "guidePages.edit", needs: "guide.write" },
  { to: "/projects/$projectId/guide/changes", label: "guidePages.changes", needs: null },
  { to: "/projects/$projectId/guide/words", label: "guidePages.words", needs: null },
  { to: "/projects/$projectId/guide/readers", label: "guidePages.readers", needs: "guide.write" },
  { to: "/projects/$projectId/guide/export", label: "guidePages.export", needs: null },
  { to: "/projects/$projectId/guide/coverage", label: "guidePages.coverage", needs: "quality.read" },
] as const satisfies { to: string; label: string; needs: Permission | null }[];

/** The parts of the guide, each a page of its own. */
export function GuideTabs() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const navigate = useNavigate();
  const may = usePermissions(projectId);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const here = TABS.find(({ to }) => to.replace("$projectId", projectId) === path);
  return (
    <Tabs
      value={here?.to ?? null}
      onChange={(value) => {
        const tab = TABS.find(({ to }) => to === value);
        if (tab !== undefined) void navigate({ to: tab.to, params: { projectId } });
      }}
    >
      <Tabs.List aria-label={t("guidePages.label")}>
        {TABS.filter(({ needs }) => needs === null || may(needs)).map(({ to, label }) => (
          <Tabs.Tab key={to} value={to} className={classes.tab ?? ""}>
            {t(label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
