import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemLine } from "@/api/items";

// Shades that stand out on light and on dark.
const COLOURS = {
  waiting: "gray.6",
  in_work: "blue.6",
  in_review: "violet.5",
  returned: "orange.6",
  for_lead: "red.6",
  done: "green.6",
  retired: "gray.6",
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
