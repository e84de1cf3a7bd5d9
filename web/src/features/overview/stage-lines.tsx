import { Group, Progress, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Overview } from "@/api/overview";
import { ItemsLink } from "@/shared/ui/items-link";
import { Section } from "@/shared/ui/section";

interface StageLinesProps {
  projectId: string;
  stages: Overview["stages"];
}

/** How far each stage is; every number opens the items behind it. */
export function StageLines({ projectId, stages }: StageLinesProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("overview.progress")}>
      {stages.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("overview.noStages")}
        </Text>
      ) : (
        <Table style={{ fontVariantNumeric: "tabular-nums" }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("overview.stage")}</Table.Th>
              <Table.Th ta="end">{t("overview.done")}</Table.Th>
              <Table.Th ta="end">{t("overview.leased")}</Table.Th>
              <Table.Th ta="end">{t("overview.ready")}</Table.Th>
              <Table.Th ta="end">{t("overview.returned")}</Table.Th>
              <Table.Th w="35%">{t("overview.share")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stages.map((stage) => (
              <StageRow key={stage.stage} projectId={projectId} stage={stage} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function StageRow({ projectId, stage }: { projectId: string; stage: Overview["stages"][number] }) {
  const { t } = useTranslation();
  const name = t(`stage.${stage.stage}`);
  const total = stage.n_done + stage.n_leased + stage.n_ready;
  const percent = total === 0 ? 0 : Math.round((100 * stage.n_done) / total);
  const isReview = stage.stage === "review";
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td ta="end">
        <ItemsLink projectId={projectId} search={isReview ? { state: "done" } : { sort: "answered" }} n={stage.n_done} of={`${name}: ${t("overview.done")}`} />
      </Table.Td>
      <Table.Td ta="end">
        <ItemsLink projectId={projectId} search={{ state: isReview ? "in_review" : "in_work" }} n={stage.n_leased} of={`${name}: ${t("overview.leased")}`} />
      </Table.Td>
      <Table.Td ta="end">
        <ItemsLink projectId={projectId} search={{ state: isReview ? "in_review" : "waiting" }} n={stage.n_ready} of={`${name}: ${t("overview.ready")}`} />
      </Table.Td>
      <Table.Td ta="end">
        <ItemsLink projectId={projectId} search={{ state: "returned" }} n={stage.n_returned} of={`${name}: ${t("overview.returned")}`} />
      </Table.Td>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Progress.Root size="lg" flex={1}>
            <Progress.Section value={percent} aria-label={t("overview.shareOf", { name, percent })} />
          </Progress.Root>
          <Text size="sm" w="3rem" ta="end" aria-hidden>
            {t("overview.percent", { percent })}
          </Text>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
