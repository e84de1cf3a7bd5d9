import { Code, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AuditEvent } from "@/api/audit";
import { DateTime } from "@/shared/ui/date-time";

export function EventTable({ events }: { events: AuditEvent[] }) {
  const { t } = useTranslation();
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
            <Table.Td>{event.actor ?? t("activity.system")}</Table.Td>
            <Table.Td>{event.kind}</Table.Td>
            <Table.Td>
              <Code>{JSON.stringify(event.payload)}</Code>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
