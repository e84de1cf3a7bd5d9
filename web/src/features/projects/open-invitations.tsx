import { Button, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRevokeInvitation, type Invitation } from "@/api/members";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";
import { useRoleText } from "./roles";

/** Links that somebody may still use. */
export function OpenInvitations({ projectId, invitations }: { projectId: string; invitations: Invitation[] }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const revoke = useRevokeInvitation(projectId);
  const open = invitations.filter(({ accepted_at, revoked_at, expires_at }) => accepted_at === null && revoked_at === null && new Date(expires_at) > new Date());
  if (open.length === 0) return null;
  return (
    <Section title={t("people.open")} intro={t("people.openIntro")}>
      {revoke.error !== null && <ErrorNotice error={revoke.error} />}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("people.role")}</Table.Th>
            <Table.Th>{t("people.email")}</Table.Th>
            <Table.Th>{t("people.made")}</Table.Th>
            <Table.Th>{t("people.expires")}</Table.Th>
            <Table.Th>{t("actions")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {open.map((invitation) => (
            <Table.Tr key={invitation.id}>
              <Table.Td>{roleText(invitation.role)}</Table.Td>
              <Table.Td>{invitation.email ?? t("people.anybody")}</Table.Td>
              <Table.Td>
                <DateTime iso={invitation.created_at} />
              </Table.Td>
              <Table.Td>
                <DateTime iso={invitation.expires_at} />
              </Table.Td>
              <Table.Td>
                <Button size="xs" variant="default" disabled={revoke.isPending} onClick={() => revoke.mutate(invitation.id)}>
                  {t("people.revoke")}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
