import { Checkbox, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemLine } from "@/api/items";
import { DateTime } from "@/shared/ui/date-time";
import { TextLink } from "@/shared/ui/link-button";
import { COLUMNS, isHidden, type Column, type ItemSearch } from "./item-search";
import { ItemStates } from "./item-state";
import classes from "./item-table.module.css";

interface ItemTableProps {
  projectId: string;
  lines: ItemLine[];
  search: ItemSearch;
  /** Null where nothing can be done with several at once. */
  selection: { ids: ReadonlySet<string>; onChange: (ids: Set<string>) => void } | null;
}

const HEADS = { state: "state", answers: "answers", findings: "findings", priority: "priority", versions: "versions", batch: "batch", created: "created", activity: "activity" } as const satisfies Record<Column, string>;

export function ItemTable({ projectId, lines, search, selection }: ItemTableProps) {
  const { t } = useTranslation();
  const shown = COLUMNS.filter((column) => !isHidden(search, column));
  const pageIds = lines.map((line) => line.id);
  const n_selected = selection === null ? 0 : pageIds.filter((id) => selection.ids.has(id)).length;
  return (
    <Table.ScrollContainer minWidth={1000} type="native">
      <Table highlightOnHover verticalSpacing="xs" className={classes.table ?? ""}>
        <Table.Thead>
          <Table.Tr>
            {selection !== null && (
              <Table.Th w="2.5rem">
                <Checkbox
                  aria-label={t("items.selectPage")}
                  checked={n_selected > 0 && n_selected === pageIds.length}
                  indeterminate={n_selected > 0 && n_selected < pageIds.length}
                  onChange={(event) => selection.onChange(withMany(selection.ids, pageIds, event.currentTarget.checked))}
                />
              </Table.Th>
            )}
            <Table.Th>{t("items.externalId")}</Table.Th>
            <Table.Th>{t("items.excerpt")}</Table.Th>
            {shown.map((column) => (
              <Table.Th key={column} className={classes.narrow ?? ""} data-number={NUMBERS.has(column) || undefined}>
                {t(`items.${HEADS[column]}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.id} data-open={search.item === line.id || undefined}>
              {selection !== null && (
                <Table.Td>
                  <Checkbox
                    aria-label={t("items.select", { name: line.external_id ?? line.id })}
                    checked={selection.ids.has(line.id)}
                    onChange={(event) => selection.onChange(withMany(selection.ids, [line.id], event.currentTarget.checked))}
                  />
                </Table.Td>
              )}
              <Table.Td className={classes.id ?? ""}>
                <TextLink
                  to="/projects/$projectId/items"
                  params={{ projectId }}
                  search={{ ...search, item: line.id }}
                  size="sm"
                >
                  {line.external_id ?? line.id}
                </TextLink>
              </Table.Td>
              <Table.Td className={classes.excerpt ?? ""} dir="auto">
                {line.excerpt}
              </Table.Td>
              {shown.map((column) => (
                <Table.Td key={column} className={classes.narrow ?? ""} data-number={NUMBERS.has(column) || undefined}>
                  <Cell line={line} column={column} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const NUMBERS = new Set<Column>(["answers", "findings", "priority", "versions"]);

function Cell({ line, column }: { line: ItemLine; column: Column }) {
  const { t } = useTranslation();
  switch (column) {
    case "state":
      return <ItemStates states={line.states} />;
    case "answers":
      return t("items.answersOf", { answers: line.n_answers, wanted: line.n_wanted });
    case "findings":
      return line.n_open_findings;
    case "priority":
      return line.priority;
    case "versions":
      return line.n_versions;
    case "batch":
      return line.batch_name;
    case "created":
      return <DateTime iso={line.created_at} />;
    case "activity":
      return <DateTime iso={line.last_activity_at} />;
  }
}

function withMany(ids: ReadonlySet<string>, changed: string[], isIn: boolean): Set<string> {
  const next = new Set(ids);
  for (const id of changed) {
    if (isIn) next.add(id);
    else next.delete(id);
  }
  return next;
}
