import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/problem";
import type { LocalText } from "@/shared/task-form/document";
import { localText } from "@/shared/task-form/local-text";
import { EstimateText } from "@/shared/ui/estimate";
import { TextLink } from "@/shared/ui/link-button";
import { Section } from "@/shared/ui/section";

type Question = Schemas["QuestionQualityOut"];

export function AgreementTable({ projectId, questions }: { projectId: string; questions: Question[] }) {
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
              <QuestionRow key={question.key} projectId={projectId} question={question} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

/** How many people's answers an item has that stands behind a figure. */
const ANSWERED = "1";
const COMPARED = "2";

function QuestionRow({ projectId, question }: { projectId: string; question: Question }) {
  const { t, i18n } = useTranslation();
  const { percent, alpha_nominal, left_share } = question.estimates;
  const label = localText(question.label as LocalText, i18n.language);
  const behind = ({ n_units }: { n_units: number }, people: string) => (
    <TextLink to="/projects/$projectId/items" params={{ projectId }} search={{ people }} size="xs" aria-label={`${label}: ${t("estimate.n", { n: n_units })}`}>
      {t("estimate.n", { n: n_units })}
    </TextLink>
  );
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td>
        <TextLink to="/projects/$projectId/items" params={{ projectId }} search={{ people: ANSWERED }} size="sm">
          {t("quality.counts", { answers: question.n_answers, items: question.n_items, people: question.n_members })}
        </TextLink>
      </Table.Td>
      <Table.Td>{percent !== undefined && <EstimateText estimate={percent} asPercent behind={behind(percent, COMPARED)} />}</Table.Td>
      <Table.Td>{alpha_nominal !== undefined && <EstimateText estimate={alpha_nominal} behind={behind(alpha_nominal, COMPARED)} />}</Table.Td>
      <Table.Td>{left_share !== undefined && <EstimateText estimate={left_share} asPercent behind={behind(left_share, ANSWERED)} />}</Table.Td>
    </Table.Tr>
  );
}
