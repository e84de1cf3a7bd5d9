import { Table, Text, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Import } from "@/api/exchange";
import { DateTime } from "@/shared/ui/date-time";
import { Section } from "@/shared/ui/section";

export function ImportList({ imports, onOpen }: { imports: Import[]; onOpen: (importId: string) => void }) {
  const { t } = useTranslation();
  return (
    <Section title={t("import.earlier")}>
      {imports.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("import.none")}
        </Text>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("import.file")}</Table.Th>
              <Table.Th>{t("import.when")}</Table.Th>
              <Table.Th>{t("import.state")}</Table.Th>
              <Table.Th>{t("import.loaded")}</Table.Th>
              <Table.Th>{t("import.rejected")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imports.map((run) => (
              <Table.Tr key={run.id}>
                <Table.Td>
                  <UnstyledButton c="var(--mantine-color-anchor)" fz="sm" onClick={() => onOpen(run.id)}>
                    {run.filename}
                  </UnstyledButton>
                </Table.Td>
                <Table.Td>
                  <DateTime iso={run.created_at} />
                </Table.Td>
                <Table.Td>{t(`import.states.${run.state}`)}</Table.Td>
                <Table.Td>{run.n_created + run.n_judgements}</Table.Td>
                <Table.Td>{run.n_bad}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
