import { Alert, Button, Code, Group, MultiSelect, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery, useCreateToken } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";

/** Nothing in a project can be reached without it. */
const NEEDED = "project.read";

/** A token reaches one project, and there at most as far as its owner. */
export function NewToken() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const create = useCreateToken();
  const [name, setName] = useState("");
  const [projectId, setProjectId] = useState<string | null>(null);
  const [permissions, setPermissions] = useState<string[]>([]);
  const memberships = me.data?.memberships ?? [];
  const chosen = memberships.find((membership) => membership.project_id === projectId);
  const send = () =>
    create.mutate({ name, permissions, project_id: projectId }, { onSuccess: () => setName("") });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        <TextInput label={t("tokens.name")} value={name} onChange={(event) => setName(event.currentTarget.value)} required />
        <Select
          label={t("tokens.project")}
          data={memberships.map(({ project_id, project_name }) => ({ value: project_id, label: project_name }))}
          value={projectId}
          onChange={(value) => {
            setProjectId(value);
            setPermissions(value === null ? [] : [NEEDED]);
          }}
        />
        <MultiSelect
          label={t("tokens.permissions")}
          data={chosen?.permissions ?? []}
          value={permissions}
          onChange={setPermissions}
          disabled={chosen === undefined}
          searchable
        />
        {create.error !== null && <ErrorNotice error={create.error} />}
        <Group>
          <Button type="submit" loading={create.isPending} disabled={permissions.length === 0}>
            {t("tokens.create")}
          </Button>
        </Group>
        {create.data !== undefined && (
          <Alert title={t("tokens.once")} color="green">
            <Code block>{create.data.token}</Code>
          </Alert>
        )}
      </Stack>
    </form>
  );
}
