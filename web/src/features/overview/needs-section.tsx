import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Overview } from "@/api/overview";
import { DateTime } from "@/shared/ui/date-time";
import { TextLink } from "@/shared/ui/link-button";
import { Section } from "@/shared/ui/section";
import classes from "./needs-section.module.css";

interface NeedsSectionProps {
  projectId: string;
  overview: Overview;
}

const PLACES = {
  for_lead: "/projects/$projectId/late",
  words_waiting: "/projects/$projectId/guide/words",
  returned_untouched: "/projects/$projectId/items",
  long_in_hand: "/projects/$projectId/items",
  import_failed: "/projects/$projectId/import",
  members_without_work: "/projects/$projectId/people",
} as const;

const SEARCHES = { returned_untouched: { state: "returned" }, long_in_hand: { state: "in_work" } } as const;

/** What waits for somebody; each line leads to where it is done. */
export function NeedsSection({ projectId, overview }: NeedsSectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("needs.title")}>
      {overview.needs.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("needs.none")}
        </Text>
      )}
      <Stack gap="xs" className={classes.lines ?? ""}>
        {overview.needs.map((need) => (
          <Group key={need.code} gap="sm" wrap="nowrap">
            <Badge variant="filled" color="gray.7" circle={need.n < 10}>
              {need.n}
            </Badge>
            <TextLink to={PLACES[need.code]} params={{ projectId }} search={need.code in SEARCHES ? SEARCHES[need.code as keyof typeof SEARCHES] : {}} size="sm">
              {t(`needs.${need.code}`, { count: need.n })}
            </TextLink>
            {need.oldest_at !== null && (
              <Text size="xs" c="dimmed">
                {t("needs.oldest")} <DateTime iso={need.oldest_at} />
              </Text>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
