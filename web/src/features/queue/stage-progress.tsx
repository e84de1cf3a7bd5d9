import { Progress, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/problem";
import { Section } from "@/shared/ui/section";

type StageCounts = Schemas["StageProgress"];

export function StageProgress({ stages }: { stages: StageCounts[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("overview.progress")}>
      {stages.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("overview.noStages")}
        </Text>
      ) : (
        <Stack gap="md">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("overview.stage")}</Table.Th>
                <Table.Th>{t("overview.done")}</Table.Th>
                <Table.Th>{t("overview.leased")}</Table.Th>
                <Table.Th>{t("overview.ready")}</Table.Th>
                <Table.Th w="40%">{t("overview.share")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {stages.map((stage) => (
                <StageRow key={stage.stage} stage={stage} />
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      )}
    </Section>
  );
}

function StageRow({ stage }: { stage: StageCounts }) {
  const { t } = useTranslation();
  const name = stage.stage === "review" ? t("stage.review") : t("stage.annotate");
  const total = stage.done + stage.leased + stage.ready;
  const percent = total === 0 ? 0 : (100 * stage.done) / total;
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>{stage.done}</Table.Td>
      <Table.Td>{stage.leased}</Table.Td>
      <Table.Td>{stage.ready}</Table.Td>
      <Table.Td>
        <Progress.Root size="lg">
          <Progress.Section value={percent} aria-label={t("overview.shareOf", { name, percent: Math.round(percent) })} />
        </Progress.Root>
      </Table.Td>
    </Table.Tr>
  );
}
