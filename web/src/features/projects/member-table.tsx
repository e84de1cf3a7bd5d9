import { Badge, Group, Menu, Select, Table, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeMember, useReadmitMember, useRemoveMember, type Member, type Team } from "@/api/members";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { roleOf, useRoleChoices, useRoleText } from "./roles";

interface MemberTableProps {
  projectId: string;
  members: Member[];
  teams: Team[];
  mayChange: boolean;
}

export function MemberTable({ projectId, members, teams, mayChange }: MemberTableProps) {
  const { t } = useTranslation();
  const change = useChangeMember(projectId);
  const readmit = useReadmitMember(projectId);
  const remove = useRemoveMember(projectId);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const error = change.error ?? readmit.error;
  return (
    <>
      {error !== null && <ErrorNotice error={error} title={t("people.changeFailed")} />}
      <Table.ScrollContainer minWidth={800} type="native">
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("people.person")}</Table.Th>
              <Table.Th>{t("people.pseudonym")}</Table.Th>
              <Table.Th w="12rem">{t("people.role")}</Table.Th>
              <Table.Th w="12rem">{t("people.team")}</Table.Th>
              <Table.Th>{t("people.since")}</Table.Th>
              {mayChange && <Table.Th w="3rem">{t("actions")}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                teams={teams}
                mayChange={mayChange}
                onChange={(part) => change.mutate({ member_id: member.id, ...part })}
                onRemove={() => setLeaving(member)}
                onReadmit={() => readmit.mutate(member.id)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ConfirmDialog
        opened={leaving !== null}
        title={t("people.removeTitle", { name: leaving?.name ?? leaving?.pseudonym })}
        text={t("people.removeText")}
        confirm={t("people.remove")}
        isDangerous
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving !== null && remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
        onClose={() => setLeaving(null)}
      />
    </>
  );
}

interface MemberRowProps {
  member: Member;
  teams: Team[];
  mayChange: boolean;
  onChange: (part: Parameters<ReturnType<typeof useChangeMember>["mutate"]>[0] extends infer Input ? Omit<Input, "member_id"> : never) => void;
  onRemove: () => void;
  onReadmit: () => void;
}

function MemberRow({ member, teams, mayChange, onChange, onRemove, onReadmit }: MemberRowProps) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const choices = useRoleChoices();
  const isHere = member.removed_at === null;
  const name = member.name ?? member.pseudonym;
  return (
    <Table.Tr>
      <Table.Td>
        <Person member={member} />
      </Table.Td>
      <Table.Td>
        {mayChange && isHere ? <Pseudonym member={member} onChange={(pseudonym) => onChange({ pseudonym })} /> : member.pseudonym}
      </Table.Td>
      <Table.Td>
        {mayChange && isHere ? (
          <Select
            size="xs"
            aria-label={t("people.roleOf", { name })}
            data={choices}
            value={member.role}
            allowDeselect={false}
            onChange={(value) => {
              const role = roleOf(value);
              if (role !== null) onChange({ role });
            }}
          />
        ) : (
          roleText(member.role)
        )}
      </Table.Td>
      <Table.Td>
        {mayChange && isHere && teams.length > 0 ? (
          <Select
            size="xs"
            aria-label={t("people.teamOf", { name })}
            placeholder={t("people.noTeam")}
            data={teams.map((team) => ({ value: team.id, label: team.name }))}
            value={member.team_id}
            onChange={(team_id) => onChange({ team_id })}
          />
        ) : (
          member.team
        )}
      </Table.Td>
      <Table.Td>
        <DateTime iso={member.joined_at} />
      </Table.Td>
      {mayChange && (
        <Table.Td>
          <Menu position="bottom-end">
            <Menu.Target>
              <UnstyledButton aria-label={t("people.actionsOf", { name })} px="sm">
                ⋯
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
              {isHere ? (
                <Menu.Item onClick={onRemove}>{t("people.remove")}…</Menu.Item>
              ) : (
                <Menu.Item onClick={onReadmit}>{t("people.readmit")}</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Pseudonym({ member, onChange }: { member: Member; onChange: (pseudonym: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(member.pseudonym);
  const send = () => {
    if (typed.trim() !== member.pseudonym && typed.trim() !== "") onChange(typed.trim());
  };
  return (
    <TextInput
      variant="unstyled"
      aria-label={t("people.pseudonymOf", { name: member.name ?? member.pseudonym })}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => {
        if (event.key === "Enter") send();
      }}
    />
  );
}

function Person({ member }: { member: Member }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs">
        <Text size="sm">{member.name ?? t("people.noAccount")}</Text>
        {member.removed_at !== null && <Badge variant="default" tt="none">{t("people.removed")}</Badge>}
      </Group>
      <Text size="xs" c="dimmed">
        {member.email ?? member.external_ref}
      </Text>
    </>
  );
}
