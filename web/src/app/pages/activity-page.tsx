import "@/shared/i18n/project";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { activityQuery, type ActivityFilter } from "@/api/audit";
import { useMemberChoices } from "@/api/members";
import { ActivityFilters } from "@/features/audit/activity-filters";
import { ActivityList } from "@/features/audit/activity-list";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function ActivityPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const navigate = useNavigate();
  const filter = useSearch({ from: "/signed-in/projects/$projectId/activity" });
  const events = useInfiniteQuery(activityQuery(projectId, filter));
  const members = useMemberChoices(projectId, filter.member_id);
  const narrow = (search: ActivityFilter) =>
    void navigate({ to: "/projects/$projectId/activity", params: { projectId }, search, replace: true });
  return (
    <Page title={t("nav.activity")} intro={t("activity.intro")}>
      <ActivityFilters projectId={projectId} filter={filter} members={members} onChange={narrow} />
      <Loaded query={events}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.items);
          return all.length === 0 ? <EmptyState title={t("activity.none")} /> : <ActivityList projectId={projectId} events={all} />;
        }}
      </Loaded>
      <MoreButton query={events} />
    </Page>
  );
}
