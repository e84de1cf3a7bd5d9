import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Activity } from "@/api/audit";
import { useEventSentence } from "@/shared/events/sentence";
import { DateTime } from "@/shared/ui/date-time";
import { TextLink } from "@/shared/ui/link-button";
import classes from "./activity-list.module.css";

/** Who did what and when, each in a sentence. */
export function ActivityList({ projectId, events }: { projectId: string; events: Activity[] }) {
  const { t } = useTranslation();
  const sentence = useEventSentence();
  return (
    <Table verticalSpacing="xs" className={classes.list ?? ""} aria-label={t("nav.activity")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.when ?? ""}>{t("activity.at")}</Table.Th>
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
              <WithItems projectId={projectId} text={sentence(event)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The sentence; each item that it names opens with its whole history. */
function WithItems({ projectId, text }: { projectId: string; text: string }) {
  return text.split(/(\bitem_\d+\b)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <TextLink key={index} underline="always" to="/projects/$projectId/items" params={{ projectId }} search={{ item: part }} inherit>
        {part}
      </TextLink>
    ),
  );
}
