import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemLine } from "@/api/items";

const COLOURS = {
  waiting: "gray",
  in_work: "blue",
  in_review: "violet",
  returned: "orange",
  for_lead: "red",
  done: "green",
  retired: "gray",
} as const;

/** An item with several answers can be in several states at once. */
export function ItemStates({ states }: { states: ItemLine["states"] }) {
  const { t } = useTranslation();
  if (states.length === 0) return <Badge variant="default">{t("items.states.none")}</Badge>;
  return (
    <Group gap={4} wrap="nowrap">
      {states.map((state) => (
        <Badge key={state} variant="dot" miw="max-content" color={COLOURS[state]} tt="none" fw={500}>
          {t(`items.states.${state}`)}
        </Badge>
      ))}
    </Group>
  );
}
