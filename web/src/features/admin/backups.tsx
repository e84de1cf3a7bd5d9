import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { backupsQuery, backupUrl, useDeleteBackup, useMakeBackup, type Backups as State } from "@/api/admin";
import { ConfirmButton } from "@/shared/ui/confirm-button";
import { ListTable } from "@/shared/ui/list-table";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { useNumbers } from "@/shared/ui/use-numbers";

export function Backups() {
  const backups = useQuery(backupsQuery);
  return <Loaded query={backups}>{(state) => <Stored state={state} />}</Loaded>;
}

function Stored({ state }: { state: State }) {
  const { t } = useTranslation();
  const { size } = useNumbers();
  const make = useMakeBackup();
  const remove = useDeleteBackup();
  const error = make.error ?? remove.error;
  return (
    <Stack>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Text size="sm" c="dimmed" maw="44rem">
          {t("admin.backupsIntro", { keep: state.keep })}
        </Text>
        <Button loading={make.isPending} disabled={state.is_running} onClick={() => make.mutate(undefined)} flex="none">
          {t("admin.makeBackup")}
        </Button>
      </Group>
      {error !== null && <ErrorNotice error={error} title={t("admin.notDone")} />}
      {state.is_running && (
        <Text size="sm" role="status">
          {t("admin.making")}
        </Text>
      )}
      {state.failure !== null && (
        <Alert color="red" title={t("admin.backupFailed")}>
          {state.failure} {state.failed_at !== null && <DateTime iso={state.failed_at} />}
        </Alert>
      )}
      <ListTable
        label={t("admin.backups")}
        rows={state.files}
        rowKey={(file) => file.name}
        empty={t("admin.noBackups")}
        columns={[
          { key: "name", title: t("admin.file"), cell: (file) => file.name },
          { key: "made", title: t("admin.madeAt"), cell: (file) => <DateTime iso={file.made_at} /> },
          { key: "size", title: t("admin.size"), isNumber: true, cell: (file) => size(file.n_bytes) },
          {
            key: "actions",
            title: t("actions"),
            cell: (file) => (
              <Group gap="xs">
                <Button component="a" href={backupUrl(file.name)} download variant="default" size="compact-sm">
                  {t("admin.download")}
                </Button>
                <ConfirmButton
                  label={t("admin.delete")}
                  title={t("admin.deleteTitle")}
                  text={t("admin.deleteText", { name: file.name })}
                  onConfirm={() => remove.mutate(file.name)}
                />
              </Group>
            ),
          },
        ]}
      />
    </Stack>
  );
}
