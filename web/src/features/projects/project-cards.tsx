import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Membership } from "@/api/auth";
import type { Permission } from "@/api/permissions";
import type { Schemas } from "@/api/problem";
import { LinkButton, TextLink } from "@/shared/ui/link-button";
import { useRoleText } from "./roles";

interface ProjectCardsProps {
  memberships: Membership[];
  work: Schemas["WorkOut"][];
}

export function ProjectCards({ memberships, work }: ProjectCardsProps) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {memberships.map((membership) => (
        <ProjectCard
          key={membership.project_id}
          membership={membership}
          counts={work.find((entry) => entry.project_id === membership.project_id)}
        />
      ))}
    </SimpleGrid>
  );
}

function ProjectCard({ membership, counts }: { membership: Membership; counts: Schemas["WorkOut"] | undefined }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const manyText = useManyText();
  const params = { projectId: membership.project_id };
  const hasTasks = counts !== undefined && (counts.ready_annotate ?? 0) + counts.returned + counts.in_hand > 0;
  const review = counts?.ready_review ?? 0;
  const may = (permission: Permission) => membership.permissions.includes(permission);
  return (
    <Card withBorder padding="lg" component="article" aria-label={membership.project_name}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} size="h4">
            <TextLink to="/projects/$projectId" params={params} inherit>
              {membership.project_name}
            </TextLink>
          </Title>
          <Badge variant="default">{roleText(membership.role)}</Badge>
        </Group>
        {counts?.ready_annotate != null && <Text size="sm">{manyText("home.ready", counts.ready_annotate)}</Text>}
        {counts !== undefined && counts.returned > 0 && (
          <Text size="sm" fw={600}>
            {t("home.returned", { count: counts.returned })}
          </Text>
        )}
        {review > 0 && <Text size="sm">{manyText("home.review", review)}</Text>}
        <Group gap="sm" mt="xs">
          {may("work.annotate") && (
            <LinkButton to="/projects/$projectId/work" params={params} variant={hasTasks ? "filled" : "default"}>
              {t("home.start")}
            </LinkButton>
          )}
          {may("work.review") && (
            <LinkButton to="/projects/$projectId/review" params={params} variant={review > 0 && !hasTasks ? "filled" : "default"}>
              {t("home.startReview")}
            </LinkButton>
          )}
          <LinkButton to="/projects/$projectId" params={params} variant="default">
            {t("home.open")}
          </LinkButton>
        </Group>
      </Stack>
    </Card>
  );
}

/** The server counts no further than this. */
const MOST_COUNTED = 1000;

function useManyText() {
  const { t } = useTranslation();
  return (key: "home.ready" | "home.review", count: number) =>
    count >= MOST_COUNTED ? t(`${key}Many`, { count: MOST_COUNTED }) : t(key, { count });
}
