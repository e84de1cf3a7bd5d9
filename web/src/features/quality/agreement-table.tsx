import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/problem";
import type { LocalText } from "@/shared/task-form/document";
import { localText } from "@/shared/task-form/local-text";
import { EstimateText } from "@/shared/ui/estimate";
import { Section } from "@/shared/ui/section";

type Question = Schemas["QuestionQualityOut"];

export function AgreementTable({ questions }: { questions: Question[] }) {
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
              <Table.Th>{t("quality.answers")}</Table.Th>
              <Table.Th>{t("quality.percent")}</Table.Th>
              <Table.Th>{t("quality.alpha")}</Table.Th>
              <Table.Th>{t("quality.left")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {questions.map((question) => (
              <QuestionRow key={question.key} question={question} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function QuestionRow({ question }: { question: Question }) {
  const { t, i18n } = useTranslation();
  const { percent, alpha_nominal, left_share } = question.estimates;
  return (
    <Table.Tr>
      <Table.Th scope="row">{localText(question.label as LocalText, i18n.language)}</Table.Th>
      <Table.Td>
        <Text size="sm">{t("quality.counts", { answers: question.n_answers, items: question.n_items, people: question.n_members })}</Text>
      </Table.Td>
      <Table.Td>{percent !== undefined && <EstimateText estimate={percent} asPercent />}</Table.Td>
      <Table.Td>{alpha_nominal !== undefined && <EstimateText estimate={alpha_nominal} />}</Table.Td>
      <Table.Td>{left_share !== undefined && <EstimateText estimate={left_share} asPercent />}</Table.Td>
    </Table.Tr>
  );
}
