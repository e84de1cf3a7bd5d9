import { Modal, Table, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { itemQuery } from "@/api/items";
import type { Schemas } from "@/api/problem";
import { Loaded } from "@/shared/ui/loaded";
import classes from "./item-table.module.css";

type Item = Schemas["ItemRowOut"];

export function ItemTable({ items }: { items: Item[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Item | null>(null);
  return (
    <>
      <Table layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="14rem">{t("items.externalId")}</Table.Th>
            <Table.Th w="6rem">{t("items.versions")}</Table.Th>
            <Table.Th>{t("items.content")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>
                <UnstyledButton className={classes.open} onClick={() => setOpened(item)}>
                  {item.external_id ?? item.id}
                </UnstyledButton>
              </Table.Td>
              <Table.Td>{item.n_versions}</Table.Td>
              <Table.Td className={classes.preview} dir="auto">
                {item.excerpt}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened?.external_id ?? opened?.id}
        size="xl"
        closeButtonProps={{ "aria-label": t("close") }}
      >
        {opened !== null && <ItemContent itemId={opened.id} />}
      </Modal>
    </>
  );
}

function ItemContent({ itemId }: { itemId: string }) {
  const item = useQuery(itemQuery(itemId));
  return (
    <Loaded query={item}>
      {({ version }) => <pre className={classes.content}>{JSON.stringify(version.content, null, 2)}</pre>}
    </Loaded>
  );
}
