import { List } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Membership } from "@/api/auth";
import { projectsQuery } from "@/api/projects";
import { TextLink } from "@/shared/ui/link-button";
import { Section } from "@/shared/ui/section";

/** For administrators: the projects that they are not a member of. */
export function OtherProjects({ memberships }: { memberships: Membership[] }) {
  const { t } = useTranslation();
  const projects = useQuery(projectsQuery);
  const mine = new Set(memberships.map((membership) => membership.project_id));
  const others = projects.data?.items.filter((project) => !mine.has(project.id)) ?? [];
  if (others.length === 0) return null;
  return (
    <Section title={t("home.others")}>
      <List>
        {others.map((project) => (
          <List.Item key={project.id}>
            <TextLink to="/projects/$projectId" params={{ projectId: project.id }}>
              {project.name}
            </TextLink>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
