import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useProjectStanding, type Project } from "@/api/projects";
import { ConfirmDialog } from "@/shared/ui/confirm-dialog";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";

/** Archive and delete; both can be taken back, deleting only until its day. */
export function StandingSection({ project }: { project: Project }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const standing = useProjectStanding(project.id);
  const isArchived = project.archived_at !== null;
  return (
    <Section title={t("settings.standing")}>
      <Stack gap="md">
        {standing.error !== null && !asks && <ErrorNotice error={standing.error} />}
        {project.delete_after !== null && (
          <Alert color="red" title={t("settings.deletionAsked")}>
            <Stack gap="xs" align="flex-start">
              <Text size="sm">
                {t("settings.deletionDay")} <DateTime iso={project.delete_after} />
              </Text>
              <Button size="xs" variant="default" loading={standing.isPending} onClick={() => standing.mutate("restore")}>
                {t("settings.takeBack")}
              </Button>
            </Stack>
          </Alert>
        )}
        <Line
          text={isArchived ? t("settings.archivedText") : t("settings.archiveText")}
          button={
            <Button variant="default" loading={standing.isPending} onClick={() => standing.mutate(isArchived ? "unarchive" : "archive")}>
              {isArchived ? t("settings.unarchive") : t("settings.archive")}
            </Button>
          }
        />
        {project.delete_after === null && (
          <Line
            text={t("settings.deleteText")}
            button={
              <Button variant="default" c="var(--mantine-color-error)" onClick={() => setAsks(true)}>
                {t("settings.delete")}…
              </Button>
            }
          />
        )}
      </Stack>
      <DeleteDialog project={project} opened={asks} standing={standing} onClose={() => setAsks(false)} />
    </Section>
  );
}

interface DeleteDialogProps {
  project: Project;
  opened: boolean;
  standing: ReturnType<typeof useProjectStanding>;
  onClose: () => void;
}

function DeleteDialog({ project, opened, standing, onClose }: DeleteDialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  return (
    <ConfirmDialog
      opened={opened}
      title={t("settings.deleteTitle", { name: project.name })}
      text={t("settings.deleteMeaning")}
      confirm={t("settings.delete")}
      isDangerous
      isPending={standing.isPending}
      isReady={typed.trim() === project.name}
      error={standing.error}
      onConfirm={() => standing.mutate("delete", { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput label={t("settings.typeName")} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
    </ConfirmDialog>
  );
}

function Line({ text, button }: { text: string; button: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="xl">
      <Text size="sm">{text}</Text>
      {button}
    </Group>
  );
}
