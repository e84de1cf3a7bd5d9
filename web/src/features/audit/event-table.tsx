import { Code, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AuditEvent } from "@/api/audit";
import { DateTime } from "@/shared/ui/date-time";

interface EventTableProps {
  events: AuditEvent[];
  /** Names by identity, as far as they are known. */
  names: ReadonlyMap<string, string>;
}

export function EventTable({ events, names }: EventTableProps) {
  const { t } = useTranslation();
  const nameOf = (identityId: string | null) => (identityId === null ? "" : (names.get(identityId) ?? identityId));
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("activity.at")}</Table.Th>
          <Table.Th>{t("activity.actor")}</Table.Th>
          <Table.Th>{t("activity.what")}</Table.Th>
          <Table.Th>{t("activity.details")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.id}>
            <Table.Td>
              <DateTime iso={event.at} />
            </Table.Td>
            <Table.Td>{event.is_system ? t("activity.system") : nameOf(event.identity_id)}</Table.Td>
            <Table.Td>{event.action}</Table.Td>
            <Table.Td>
              <Code>{JSON.stringify(event.details)}</Code>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
