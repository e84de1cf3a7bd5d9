import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/problem";
import { EstimateText } from "@/shared/ui/estimate";
import { Section } from "@/shared/ui/section";

export function AgreementTable({ questions }: { questions: Schemas["QuestionQualityOut"][] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("quality.title")} intro={t("quality.intro")}>
      {questions.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("quality.none")}
        </Text>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("quality.question")}</Table.Th>
              <Table.Th>{t("quality.percent")}</Table.Th>
              <Table.Th>{t("quality.alpha")}</Table.Th>
              <Table.Th>{t("quality.left")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {questions.map((question) => (
              <Table.Tr key={question.key}>
                <Table.Th scope="row">{question.label}</Table.Th>
                <Table.Td>
                  <EstimateText {...question.percent_agreement} asPercent />
                </Table.Td>
                <Table.Td>
                  <EstimateText {...question.alpha} />
                </Table.Td>
                <Table.Td>{question.left_share !== null && <EstimateText {...question.left_share} asPercent />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
