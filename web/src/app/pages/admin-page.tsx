import "@/shared/i18n/admin";
import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import { useLive } from "@/api/live";
import { ADMIN_PAGES } from "@/app/project-pages";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";

export function AdminPage() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const isAdmin = me.data?.identity.is_admin === true;
  useLive(isAdmin ? "/api/v1/admin/live" : null);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const present = ADMIN_PAGES.find((page) => page.to === pathname.replace(/\/$/, "")) ?? ADMIN_PAGES[0];
  if (!isAdmin) return <EmptyState title={t("admin.only")}>{t("admin.onlyText")}</EmptyState>;
  return (
    <Page title={t("admin.title")} intro={t("admin.intro")} size="xl">
      <Tabs value={present.to} onChange={(to) => void navigate({ href: to ?? "/admin" })} keepMounted={false}>
        <Tabs.List aria-label={t("admin.nav")}>
          {ADMIN_PAGES.map((page) => (
            <Tabs.Tab key={page.to} value={page.to}>
              {t(page.label)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={present.to} pt="lg">
          <Outlet />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
