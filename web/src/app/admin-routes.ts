import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "./base-routes";

const adminRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/admin",
  component: lazyRouteComponent(() => import("./pages/admin-page"), "AdminPage"),
});

const adminPeopleRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/admin/people"), "People"),
});

const adminProjectsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "/projects",
  component: lazyRouteComponent(() => import("@/features/admin/projects"), "Projects"),
});

const adminHealthRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "/health",
  component: lazyRouteComponent(() => import("@/features/admin/health"), "Health"),
});

const adminJobsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "/jobs",
  component: lazyRouteComponent(() => import("@/features/admin/jobs"), "Jobs"),
});

const adminBackupsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "/backups",
  component: lazyRouteComponent(() => import("@/features/admin/backups"), "Backups"),
});

const adminSettingsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/admin/settings"), "Settings"),
});

/** Administration with its pages. */
export const adminRoutes = adminRoute.addChildren([
  adminPeopleRoute,
  adminProjectsRoute,
  adminHealthRoute,
  adminJobsRoute,
  adminBackupsRoute,
  adminSettingsRoute,
]);
