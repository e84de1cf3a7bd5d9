import { Badge, Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allProjectsQuery, useSetArchived } from "@/api/admin";
import { useJoinProject, type Project } from "@/api/projects";
import { ConfirmButton } from "@/shared/ui/confirm-button";
import { ListTable } from "@/shared/ui/list-table";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { LinkButton } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";

/** Every project of the installation, whoever is in it. */
export function Projects() {
  const { t } = useTranslation();
  const [archived, setArchived] = useState(false);
  const projects = useInfiniteQuery(allProjectsQuery(archived));
  return (
    <Stack>
      <Switch label={t("admin.withArchived")} checked={archived} onChange={(event) => setArchived(event.currentTarget.checked)} />
      <Loaded query={projects}>
        {({ pages }) => (
          <ListTable
            label={t("admin.projects")}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(project) => project.id}
            empty={t("admin.noProjects")}
            columns={[
              { key: "name", title: t("projects.name"), cell: (project) => <Name project={project} /> },
              { key: "since", title: t("admin.since"), cell: (project) => <DateTime iso={project.created_at} /> },
              { key: "actions", title: t("actions"), cell: (project) => <Actions project={project} /> },
            ]}
          />
        )}
      </Loaded>
      <MoreButton query={projects} />
    </Stack>
  );
}

function Name({ project }: { project: Project }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {project.name}
        </Text>
        {project.archived_at !== null && (
          <Badge variant="default" size="sm">
            {t("admin.archived")}
          </Badge>
        )}
      </Group>
      {project.delete_after !== null && (
        <Text size="xs" c="red">
          {t("admin.deleteAfter")} <DateTime iso={project.delete_after} />
        </Text>
      )}
      <Text size="xs" c="dimmed" lineClamp={2} maw="40rem">
        {project.description}
      </Text>
    </>
  );
}

function Actions({ project }: { project: Project }) {
  const { t } = useTranslation();
  const join = useJoinProject();
  const set = useSetArchived();
  const error = join.error ?? set.error;
  const archive = (archived: boolean) => set.mutate({ project_id: project.id, archived });
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <LinkButton to="/projects/$projectId" params={{ projectId: project.id }} variant="default" size="compact-sm">
          {t("admin.open")}
        </LinkButton>
        {project.my_role === null && (
          <Button variant="default" size="compact-sm" loading={join.isPending} onClick={() => join.mutate(project.id)}>
            {t("admin.join")}
          </Button>
        )}
        {project.archived_at === null ? (
          <ConfirmButton
            label={t("admin.archive")}
            title={t("admin.archiveTitle", { name: project.name })}
            text={t("admin.archiveText")}
            onConfirm={() => archive(true)}
          />
        ) : (
          <Button variant="default" size="compact-sm" onClick={() => archive(false)}>
            {t("admin.unarchive")}
          </Button>
        )}
      </Group>
      {error !== null && <ErrorNotice error={error} title={t("admin.notDone")} />}
    </Stack>
  );
}
