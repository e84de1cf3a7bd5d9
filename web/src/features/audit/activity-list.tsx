import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Activity } from "@/api/audit";
import { useEventSentence } from "@/shared/events/sentence";
import { DateTime } from "@/shared/ui/date-time";

/** Who did what and when, each in a sentence. */
export function ActivityList({ events }: { events: Activity[] }) {
  const { t } = useTranslation();
  const sentence = useEventSentence();
  return (
    <Table verticalSpacing="xs" aria-label={t("nav.activity")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="13rem">{t("activity.at")}</Table.Th>
          <Table.Th>{t("activity.what")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.id}>
            <Table.Td>
              <Text size="sm" c="dimmed" component="span">
                <DateTime iso={event.at} />
              </Text>
            </Table.Td>
            <Table.Td>
              <strong>{event.is_system ? t("activity.system") : (event.actor?.name ?? event.actor?.pseudonym ?? t("activity.outside"))}</strong>{" "}
              {sentence(event)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
