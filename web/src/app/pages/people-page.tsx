import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usePermissions } from "@/api/permissions";
import { membersQuery } from "@/api/projects";
import { InviteForm } from "@/features/projects/invite-form";
import { MemberTable } from "@/features/projects/member-table";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function PeoplePage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const members = useQuery(membersQuery(projectId));
  const mayChange = usePermissions(projectId)("members.write");
  return (
    <Page title={t("nav.people")} intro={t("people.intro")}>
      {mayChange && <InviteForm projectId={projectId} />}
      <Loaded query={members}>
        {({ items }) => <MemberTable projectId={projectId} members={items} mayChange={mayChange} />}
      </Loaded>
    </Page>
  );
}
