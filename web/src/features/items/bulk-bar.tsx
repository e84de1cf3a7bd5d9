import { Button, Group, NumberInput, Paper, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeItems, type ItemFilter } from "@/api/items";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";

interface BulkBarProps {
  projectId: string;
  ids: ReadonlySet<string>;
  filter: ItemFilter;
  /** How many the filter finds; null where nobody can tell exactly. */
  matching: number | null;
  mayRank: boolean;
  onCleared: () => void;
}

type Action = "retire" | "set_priority";

/** Acts on the items that were picked, or on all that match; says how many before it does. */
export function BulkBar({ projectId, ids, filter, matching, mayRank, onCleared }: BulkBarProps) {
  const { t, i18n } = useTranslation();
  const [isAll, setAll] = useState(false);
  const [asked, setAsked] = useState<Action | null>(null);
  const [priority, setPriority] = useState(1);
  const change = useChangeItems(projectId);
  const all = isAll && matching !== null;
  const count = all ? matching : ids.size;
  const shown = new Intl.NumberFormat(i18n.language).format(matching ?? 0);
  const clear = () => {
    setAll(false);
    onCleared();
  };
  const run = (action: Action) => {
    const which = all ? { item_ids: null, filter } : { item_ids: [...ids], filter: null };
    const body = { action, ...which, priority: action === "set_priority" ? priority : null, expected: count };
    change.mutate(body, {
      onSuccess: () => {
        setAsked(null);
        clear();
      },
    });
  };
  return (
    <>
      {change.data !== undefined && ids.size === 0 && (
        <Text size="sm" role="status">
          {t("items.bulk.done", { count: change.data.n_items })}
        </Text>
      )}
      {ids.size > 0 && (
        <Paper withBorder p="xs" role="region" aria-label={t("items.bulk.label")}>
          <Group gap="sm">
            <Text size="sm" fw={600} role="status">
              {all ? t("items.bulk.allSelected", { shown }) : t("items.bulk.selected", { count: ids.size })}
            </Text>
            {!all && matching !== null && matching > ids.size && (
              <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
                {t("items.bulk.all", { shown })}
              </Button>
            )}
            <Button size="xs" variant="subtle" onClick={clear}>
              {t("items.bulk.clear")}
            </Button>
            {mayRank && (
              <Button size="xs" variant="default" onClick={() => setAsked("set_priority")}>
                {t("items.bulk.priority")}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => setAsked("retire")}>
              {t("items.bulk.retire")}
            </Button>
          </Group>
        </Paper>
      )}
      <ConfirmDialog
        opened={asked !== null}
        title={asked === "retire" ? t("items.bulk.retireTitle", { count }) : t("items.bulk.priorityTitle", { count })}
        text={asked === "retire" ? t("items.bulk.retireText") : t("items.bulk.priorityText")}
        confirm={t("items.bulk.confirm")}
        isDangerous={asked === "retire"}
        isPending={change.isPending}
        error={change.error}
        onConfirm={() => run(asked ?? "retire")}
        onClose={() => {
          setAsked(null);
          change.reset();
        }}
      >
        {asked === "set_priority" && (
          <NumberInput
            label={t("items.bulk.value")}
            min={-100}
            max={100}
            allowDecimal={false}
            value={priority}
            onChange={(value) => setPriority(Number(value))}
          />
        )}
      </ConfirmDialog>
    </>
  );
}
