import { Select, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChangeRole, type Member, type Role } from "@/api/projects";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { roleOf, useRoleChoices, useRoleText } from "./roles";

interface MemberTableProps {
  projectId: string;
  members: Member[];
  mayChange: boolean;
}

export function MemberTable({ projectId, members, mayChange }: MemberTableProps) {
  const { t } = useTranslation();
  const change = useChangeRole(projectId);
  return (
    <>
      {change.error !== null && <ErrorNotice error={change.error} title={t("people.changeFailed")} />}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("people.pseudonym")}</Table.Th>
            <Table.Th>{t("people.person")}</Table.Th>
            <Table.Th>{t("people.role")}</Table.Th>
            <Table.Th>{t("people.since")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Table.Tr key={member.id}>
              <Table.Td>{member.pseudonym}</Table.Td>
              <Table.Td>
                <Person member={member} />
              </Table.Td>
              <Table.Td>
                <RoleCell member={member} mayChange={mayChange} onRole={(role) => change.mutate({ member_id: member.id, role })} />
              </Table.Td>
              <Table.Td>
                <DateTime iso={member.joined_at} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Person({ member }: { member: Member }) {
  const { t } = useTranslation();
  if (member.name === null) return <Text size="sm" c="dimmed">{t("people.noAccount")}</Text>;
  return (
    <>
      <Text size="sm">{member.name}</Text>
      <Text size="xs" c="dimmed">
        {member.email}
      </Text>
    </>
  );
}

function RoleCell({ member, mayChange, onRole }: { member: Member; mayChange: boolean; onRole: (role: Role) => void }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const choices = useRoleChoices();
  if (!mayChange) return roleText(member.role);
  return (
    <Select
      aria-label={t("people.roleOf", { name: member.pseudonym })}
      data={choices}
      value={member.role}
      allowDeselect={false}
      onChange={(value) => {
        const role = roleOf(value);
        if (role !== null) onRole(role);
      }}
    />
  );
}
