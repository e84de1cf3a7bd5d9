import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Membership } from "@/api/auth";
import { projectsQuery, useJoinProject } from "@/api/projects";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";

/** For administrators: the projects that they are not a member of. */
export function OtherProjects({ memberships }: { memberships: Membership[] }) {
  const { t } = useTranslation();
  const projects = useQuery(projectsQuery);
  const join = useJoinProject();
  const mine = new Set(memberships.map((membership) => membership.project_id));
  const others = projects.data?.items.filter((project) => !mine.has(project.id)) ?? [];
  if (others.length === 0) return null;
  return (
    <Section title={t("home.others")} intro={t("home.othersIntro")}>
      {join.error !== null && <ErrorNotice error={join.error} />}
      <Stack gap="xs">
        {others.map((project) => (
          <Group key={project.id} justify="space-between">
            <Text>{project.name}</Text>
            <Button size="xs" variant="default" disabled={join.isPending} onClick={() => join.mutate(project.id)}>
              {t("home.join", { name: project.name })}
            </Button>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
