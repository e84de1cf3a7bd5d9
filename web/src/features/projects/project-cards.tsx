import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HomeProject } from "@/api/home";
import { LinkButton, TextLink } from "@/shared/ui/link-button";
import { useNumbers } from "@/shared/ui/use-numbers";
import { useRoleText } from "./roles";

/** What waits in each project, or why nothing does. */
export function ProjectCards({ projects }: { projects: HomeProject[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("home.queues")}>
      <Title order={2} size="h4" mb="sm">
        {t("home.queues")}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {projects.map((project) => (
          <ProjectCard key={project.project_id} project={project} />
        ))}
      </SimpleGrid>
    </section>
  );
}

function ProjectCard({ project }: { project: HomeProject }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const params = { projectId: project.project_id };
  return (
    <Card withBorder padding="lg" component="article" aria-label={project.project_name}>
      <Stack gap="md" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={3} size="h4">
            <TextLink to="/projects/$projectId" params={params} inherit>
              {project.project_name}
            </TextLink>
          </Title>
          <Badge variant="default" flex="none">
            {roleText(project.role)}
          </Badge>
        </Group>
        <Counts project={project} />
        {project.reasons.map((reason) => (
          <Text key={`${reason.stage} ${reason.code}`} size="sm">
            {project.ready_annotate !== null && project.ready_review !== null && <strong>{t(`stage.${reason.stage}`)}: </strong>}
            {reason.text}
          </Text>
        ))}
        <Ways project={project} />
      </Stack>
    </Card>
  );
}

/** The server counts no further than this. */
const MOST_COUNTED = 1000;

function Counts({ project }: { project: HomeProject }) {
  const { t } = useTranslation();
  const { number } = useNumbers();
  const shown = (count: number) => (count >= MOST_COUNTED ? t("home.many", { count: MOST_COUNTED }) : number(count));
  const counts = [
    { label: t("home.ready"), count: project.ready_annotate },
    { label: t("home.review"), count: project.ready_review },
    { label: t("home.inWork"), count: project.in_hand > 0 ? project.in_hand : null },
    { label: t("home.forLead"), count: project.for_lead },
  ].flatMap(({ label, count }) => (count === null ? [] : [{ label, count }]));
  if (counts.length === 0) return null;
  return (
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
  );
}

function Ways({ project }: { project: HomeProject }) {
  const { t } = useTranslation();
  const params = { projectId: project.project_id };
  const may = (permission: string) => project.permissions.includes(permission);
  const hasTasks = (project.ready_annotate ?? 0) + project.returned + project.in_hand > 0;
  const hasReviews = (project.ready_review ?? 0) > 0;
  return (
    <Group gap="sm" mt="auto">
      {may("work.annotate") && (
        <LinkButton to="/projects/$projectId/work" params={params} variant={hasTasks ? "filled" : "default"}>
          {t("home.start")}
        </LinkButton>
      )}
      {may("work.review") && (
        <LinkButton to="/projects/$projectId/review" params={params} variant={hasReviews && !hasTasks ? "filled" : "default"}>
          {t("home.startReview")}
        </LinkButton>
      )}
      <LinkButton to="/projects/$projectId" params={params} variant="default">
        {t("home.open")}
      </LinkButton>
    </Group>
  );
}
