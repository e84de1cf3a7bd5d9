import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./list-table.module.css";
import { EmptyState } from "./empty-state";

interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand to the right, under each other. */
  isNumber?: boolean;
}

interface ListTableProps<Row> {
  /** What the table holds, for those who do not see the heading above it. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Says why there is nothing. */
  empty: string;
}

/** Rows of one kind. It scrolls sideways by itself, and its head stays in sight. */
export function ListTable<Row>({ label, columns, rows, rowKey, empty }: ListTableProps<Row>) {
  if (rows.length === 0) return <EmptyState title={empty} />;
  return (
    <Table.ScrollContainer minWidth="40rem" scrollAreaProps={{ viewportProps: { tabIndex: 0, "aria-label": label } }}>
      <Table aria-label={label} highlightOnHover className={classes.table ?? ""}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.key} ta={column.isNumber === true ? "right" : "left"} scope="col">
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              {columns.map((column) => (
                <Table.Td key={column.key} className={column.isNumber === true ? (classes.number ?? "") : ""}>
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
