import { Alert, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HomeProject } from "@/api/home";
import { LinkButton } from "@/shared/ui/link-button";

/** Work that came back stands before everything else: somebody waits for it. */
export function HomeReturned({ projects }: { projects: HomeProject[] }) {
  const { t } = useTranslation();
  const returned = projects.filter((project) => project.returned > 0);
  if (returned.length === 0) return null;
  return (
    <Alert color="orange" title={t("home.cameBack")}>
      <Stack gap="sm">
        {returned.map((project) => (
          <Group key={project.project_id} justify="space-between">
            <Text size="sm">
              {t("home.returned", { count: project.returned })} · {project.project_name}
            </Text>
            <LinkButton to="/projects/$projectId/work" params={{ projectId: project.project_id }} size="xs">
              {t("home.mend")}
            </LinkButton>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
