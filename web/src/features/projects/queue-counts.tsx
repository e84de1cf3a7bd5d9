import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HomeProject } from "@/api/home";
import { useNumbers } from "@/shared/ui/use-numbers";

/** The server counts no further than this. */
const MOST_COUNTED = 1000;

/** What waits for somebody in a project, or why nothing does. */
export function QueueCounts({ project }: { project: HomeProject }) {
  const { t } = useTranslation();
  const { number } = useNumbers();
  const shown = (count: number) => (count >= MOST_COUNTED ? t("home.many", { count: MOST_COUNTED }) : number(count));
  const counts = [
    { label: t("home.ready"), count: project.ready_annotate },
    { label: t("home.review"), count: project.ready_review },
    { label: t("home.inWork"), count: project.in_hand > 0 ? project.in_hand : null },
    { label: t("home.forLead"), count: (project.for_lead ?? 0) > 0 ? project.for_lead : null },
  ].flatMap(({ label, count }) => (count === null ? [] : [{ label, count }]));
  return (
    <>
    {counts.length > 0 && (
    <Group component="dl" gap="xl" m={0}>
      {counts.map(({ label, count }) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fz="1.5rem" fw={650} lh={1.2}>
            {shown(count)}
          </Text>
        </div>
      ))}
    </Group>
    )}
        {project.reasons.map((reason) => (
          <Text key={`${reason.stage} ${reason.code}`} size="sm">
            {project.ready_annotate !== null && project.ready_review !== null && <strong>{t(`stage.${reason.stage}`)}: </strong>}
            {reason.text}
          </Text>
        ))}
    </>
  );
}
