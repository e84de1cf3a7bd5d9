import "@/shared/i18n/project";
import { Checkbox, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { invitationsQuery, memberPagesQuery, teamsQuery } from "@/api/members";
import { usePermissions } from "@/api/permissions";
import { InviteForm } from "@/features/projects/invite-form";
import { MemberTable } from "@/features/projects/member-table";
import { OpenInvitations } from "@/features/projects/open-invitations";
import { RoleMeanings } from "@/features/projects/role-meanings";
import { Teams } from "@/features/projects/teams";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function PeoplePage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const [withRemoved, setWithRemoved] = useState(false);
  const [typed, setTyped] = useState("");
  const [wanted] = useDebouncedValue(typed.trim(), 200);
  const members = useInfiniteQuery(memberPagesQuery(projectId, withRemoved, wanted));
  const teams = useQuery(teamsQuery(projectId));
  const mayChange = usePermissions(projectId)("members.write");
  const invitations = useQuery({ ...invitationsQuery(projectId), enabled: mayChange });
  return (
    <Page title={t("nav.people")} intro={t("people.intro")} size="xl">
      <TextInput type="search" label={t("people.search")} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} maw="24rem" />
      <Loaded query={members}>
        {({ pages }) => {
          const shown = pages.flatMap((page) => page.items);
          if (shown.length === 0) return <EmptyState title={t("people.noneFound")} />;
          return <MemberTable projectId={projectId} members={shown} teams={teams.data?.items ?? []} mayChange={mayChange} />;
        }}
      </Loaded>
      <MoreButton query={members} />
      {mayChange && (
        <Checkbox label={t("people.showRemoved")} checked={withRemoved} onChange={(event) => setWithRemoved(event.currentTarget.checked)} />
      )}
      {mayChange && <InviteForm projectId={projectId} />}
      {invitations.data !== undefined && <OpenInvitations projectId={projectId} invitations={invitations.data.items} />}
      <Teams projectId={projectId} teams={teams.data?.items ?? []} mayChange={mayChange} />
      <RoleMeanings />
    </Page>
  );
}
