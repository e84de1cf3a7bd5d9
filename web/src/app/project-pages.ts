import type { Permission } from "@/api/permissions";

/** The pages of a project in the order of its navigation, and who is offered them. */
export const PROJECT_PAGES = [
  { to: "/projects/$projectId", label: "nav.overview", needs: null },
  { to: "/projects/$projectId/work", label: "nav.work", needs: "work.annotate" },
  { to: "/projects/$projectId/review", label: "nav.review", needs: "work.review" },
  { to: "/projects/$projectId/guide", label: "nav.guide", needs: null },
  { to: "/projects/$projectId/items", label: "nav.items", needs: "items.read" },
  { to: "/projects/$projectId/import", label: "nav.import", needs: "exchange.import" },
  { to: "/projects/$projectId/export", label: "nav.export", needs: "exchange.export" },
  { to: "/projects/$projectId/people", label: "nav.people", needs: "members.read" },
  { to: "/projects/$projectId/setup", label: "nav.setup", needs: "guide.write" },
  { to: "/projects/$projectId/settings", label: "nav.settings", needs: "project.write" },
  { to: "/projects/$projectId/late", label: "nav.late", needs: "work.settle" },
  { to: "/projects/$projectId/activity", label: "nav.activity", needs: "events.read" },
] as const satisfies { to: string; label: string; needs: Permission | null }[];

export type ProjectPage = (typeof PROJECT_PAGES)[number];

export const ADMIN_PAGES = [
  { to: "/admin", label: "admin.people" },
  { to: "/admin/projects", label: "admin.projects" },
  { to: "/admin/health", label: "admin.health" },
  { to: "/admin/jobs", label: "admin.jobs" },
  { to: "/admin/backups", label: "admin.backups" },
  { to: "/admin/settings", label: "admin.settings" },
] as const;
