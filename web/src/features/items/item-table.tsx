import { Modal, Table, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/problem";
import { itemPreview } from "./item-preview";
import classes from "./item-table.module.css";

type Item = Schemas["ItemOut"];

export function ItemTable({ items }: { items: Item[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Item | null>(null);
  return (
    <>
      <Table layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="14rem">{t("items.externalId")}</Table.Th>
            <Table.Th w="6rem">{t("items.version")}</Table.Th>
            <Table.Th>{t("items.content")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>
                <UnstyledButton className={classes.open} onClick={() => setOpened(item)}>
                  {item.external_id}
                </UnstyledButton>
              </Table.Td>
              <Table.Td>{item.version}</Table.Td>
              <Table.Td className={classes.preview} dir="auto">
                {itemPreview(item.content)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened?.external_id}
        size="xl"
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <pre className={classes.content}>{JSON.stringify(opened?.content, null, 2)}</pre>
      </Modal>
    </>
  );
}
