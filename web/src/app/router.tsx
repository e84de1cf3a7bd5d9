import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { adminRoutes } from "./admin-routes";
import { rootRoute, signedInRoute } from "./base-routes";
import { readItemSearch } from "@/features/items/item-search";
import { readActivitySearch } from "./activity-search";
import { BrokenPage } from "./broken-page";
import { readCompared, readEdited } from "./guide-search";
import { readGuideView } from "./guide-view";
import { LostPage } from "./missing-page";
import { ProjectFrame } from "./project-frame";

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/set-up",
  component: lazyRouteComponent(() => import("./pages/set-up-page"), "SetUpPage"),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search): { next?: string } => (typeof search.next === "string" ? { next: search.next } : {}),
  component: lazyRouteComponent(() => import("./pages/sign-in-page"), "SignInPage"),
});

const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invite/$token",
  component: lazyRouteComponent(() => import("./pages/invite-page"), "InvitePage"),
});

const setPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/set-password/$token",
  component: lazyRouteComponent(() => import("./pages/set-password-page"), "SetPasswordPage"),
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/home-page"), "HomePage"),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./pages/account-page"), "AccountPage"),
});

const helpRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/help/$topic",
  component: lazyRouteComponent(() => import("./pages/help-page"), "HelpPage"),
});

/** The slot whose draft somebody wants to go on with. */
const readSlot = (search: Record<string, unknown>): { slot?: string } => (typeof search.slot === "string" ? { slot: search.slot } : {});

const projectRoute = createRoute({ getParentRoute: () => signedInRoute, path: "/projects/$projectId", component: ProjectFrame });

const overviewRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/overview-page"), "OverviewPage"),
});

const workRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/work",
  validateSearch: readSlot,
  component: lazyRouteComponent(() => import("./pages/work-page"), "WorkPage"),
});

const reviewRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/review",
  validateSearch: readSlot,
  component: lazyRouteComponent(() => import("./pages/review-page"), "ReviewPage"),
});

const guideRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/guide",
  validateSearch: readGuideView,
  component: lazyRouteComponent(() => import("./pages/guide-page"), "GuidePage"),
});

const guideChangesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/guide/changes",
  validateSearch: readCompared,
  component: lazyRouteComponent(() => import("./pages/guide-changes-page"), "GuideChangesPage"),
});

const guideReadersRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/guide/readers",
  component: lazyRouteComponent(() => import("./pages/guide-readers-page"), "GuideReadersPage"),
});

const guideEditRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/guide/edit",
  validateSearch: readEdited,
  component: lazyRouteComponent(() => import("./pages/guide-edit-page"), "GuideEditPage"),
});

const guideWordsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/guide/words",
  component: lazyRouteComponent(() => import("./pages/guide-words-page"), "GuideWordsPage"),
});

const guideExportRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/guide/export",
  component: lazyRouteComponent(() => import("./pages/guide-export-page"), "GuideExportPage"),
});

const guideCoverageRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/guide/coverage",
  component: lazyRouteComponent(() => import("./pages/guide-coverage-page"), "GuideCoveragePage"),
});

const itemsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/items",
  validateSearch: readItemSearch,
  component: lazyRouteComponent(() => import("./pages/items-page"), "ItemsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/import",
  validateSearch: (search): { run?: string } => (typeof search.run === "string" ? { run: search.run } : {}),
  component: lazyRouteComponent(() => import("./pages/import-page"), "ImportPage"),
});

const exportRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/export",
  component: lazyRouteComponent(() => import("./pages/export-page"), "ExportPage"),
});

const peopleRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/people",
  component: lazyRouteComponent(() => import("./pages/people-page"), "PeoplePage"),
});

const setupRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/setup",
  component: lazyRouteComponent(() => import("./pages/project-setup-page"), "ProjectSetupPage"),
});

const lateRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/late",
  component: lazyRouteComponent(() => import("./pages/late-page"), "LatePage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/settings-page"), "SettingsPage"),
});

const activityRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/activity",
  validateSearch: readActivitySearch,
  component: lazyRouteComponent(() => import("./pages/activity-page"), "ActivityPage"),
});

const routeTree = rootRoute.addChildren([
  setUpRoute,
  signInRoute,
  inviteRoute,
  setPasswordRoute,
  signedInRoute.addChildren([
    homeRoute,
    accountRoute,
    helpRoute,
    adminRoutes,
    projectRoute.addChildren([
      overviewRoute,
      workRoute,
      reviewRoute,
      guideRoute,
      guideChangesRoute,
      guideReadersRoute,
      guideEditRoute,
      guideExportRoute,
    guideCoverageRoute,
      guideWordsRoute,
      itemsRoute,
      importRoute,
      exportRoute,
      peopleRoute,
      setupRoute,
      lateRoute,
      settingsRoute,
      activityRoute,
    ]),
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: LostPage,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
