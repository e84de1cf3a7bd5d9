import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "@/shared/ui/section";
import { useRoleChoices } from "./roles";

/** What each role may do, in a sentence. */
export function RoleMeanings() {
  const { t } = useTranslation();
  const roles = useRoleChoices();
  return (
    <Section title={t("people.roles")}>
      <Table>
        <Table.Tbody>
          {roles.map(({ value, label }) => (
            <Table.Tr key={value}>
              <Table.Th scope="row" w="10rem">
                {label}
              </Table.Th>
              <Table.Td>{t(`people.roleMeaning.${value}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
