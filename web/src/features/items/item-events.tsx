import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemDetail } from "@/api/items";
import { useEventSentence } from "@/shared/events/sentence";
import { DateTime } from "@/shared/ui/date-time";

export function ItemEvents({ detail }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const sentence = useEventSentence();
  const names = new Map(detail.members.map((member) => [member.identity_id, member.name ?? member.pseudonym]));
  return (
    <Table>
      <Table.Tbody>
        {detail.events.map((event) => (
          <Table.Tr key={event.id}>
            <Table.Td w="12rem">
              <DateTime iso={event.at} />
            </Table.Td>
            <Table.Td>
              <strong>{event.is_system ? t("activity.system") : (names.get(event.identity_id) ?? t("items.detail.somebody"))}</strong>{" "}
              {sentence(event)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
