import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import { eventsQuery } from "@/api/audit";
import { EventTable } from "@/features/audit/event-table";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function ActivityPage() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const names = new Map(me.data === undefined ? [] : [[me.data.identity.id, me.data.identity.name]]);
  const events = useInfiniteQuery(eventsQuery(useProjectId()));
  return (
    <Page title={t("nav.activity")} intro={t("activity.intro")} size="xl">
      <Loaded query={events}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.items);
          return all.length === 0 ? <EmptyState title={t("activity.none")} /> : <EventTable events={all} names={names} />;
        }}
      </Loaded>
      <MoreButton query={events} />
    </Page>
  );
}
