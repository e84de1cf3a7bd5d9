import { Badge, Card, Group, SimpleGrid, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HomeProject } from "@/api/home";
import { LinkButton, TextLink } from "@/shared/ui/link-button";
import { QueueCounts } from "./queue-counts";
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
  const roleText = useRoleText();
  const params = { projectId: project.project_id };
  return (
    <Card withBorder padding="lg" component="article" aria-label={project.project_name}>
      <Stack gap="md" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={3} size="h4" miw={0} style={{ overflowWrap: "anywhere" }}>
            <TextLink to="/projects/$projectId" params={params} inherit>
              {project.project_name}
            </TextLink>
          </Title>
          <Badge variant="default" flex="none">
            {roleText(project.role)}
          </Badge>
        </Group>
        <QueueCounts project={project} />
        <Ways project={project} />
      </Stack>
    </Card>
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
