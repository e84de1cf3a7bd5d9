import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCreateProject, type Project } from "@/api/projects";
import { ErrorNotice } from "@/shared/ui/error-notice";

export function NewProject({ onCreated }: { onCreated: (project: Project) => void }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const [name, setName] = useState("");
  const create = useCreateProject();
  return (
    <>
      <Button onClick={open}>{t("projects.new")}</Button>
      <Modal opened={opened} onClose={close} title={t("projects.new")} closeButtonProps={{ "aria-label": t("close") }}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
            create.mutate({ name, time_zone }, { onSuccess: onCreated });
          }}
        >
          <Stack>
            {create.error !== null && <ErrorNotice error={create.error} title={t("projects.createFailed")} />}
            <TextInput
              label={t("projects.name")}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
              required
            />
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                {t("projects.create")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
