import { Anchor, Button, Group, Loader, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { importQuery, isUnfinished, rejectsUrl, useUndoImport, type Import } from "@/api/exchange";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { Section } from "@/shared/ui/section";
import { useImportState } from "./import-state";

export function ImportResult({ projectId, importId }: { projectId: string; importId: string }) {
  const { t } = useTranslation();
  const run = useQuery(importQuery(importId));
  return (
    <Section title={t("import.result")}>
      <Loaded query={run}>{(current) => <Result projectId={projectId} run={current} />}</Loaded>
    </Section>
  );
}

function Result({ projectId, run }: { projectId: string; run: Import }) {
  const { t } = useTranslation();
  const stateText = useImportState();
  const undo = useUndoImport(projectId);
  return (
    <Stack gap="md">
      <Group gap="sm" role="status">
        {isUnfinished(run) && <Loader size="xs" />}
        <Text fw={600}>{stateText(run.state)}</Text>
        <Text size="sm">
          {t("import.counts", { read: run.n_read, loaded: run.n_loaded, unchanged: run.n_unchanged, rejected: run.n_rejected })}
        </Text>
      </Group>
      {run.errors.length > 0 && <LineErrors errors={run.errors} />}
      {undo.error !== null && <ErrorNotice error={undo.error} title={t("import.undoFailed")} />}
      <Group>
        {run.n_rejected > 0 && (
          <Anchor href={rejectsUrl(run.id)} download>
            {t("import.rejects")}
          </Anchor>
        )}
        {run.can_undo && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate(run.id)}>
            {t("import.undo")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function LineErrors({ errors }: { errors: Import["errors"] }) {
  const { t } = useTranslation();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="8rem">{t("import.line")}</Table.Th>
          <Table.Th>{t("import.problem")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {errors.map((error) => (
          <Table.Tr key={`${error.line} ${error.message}`}>
            <Table.Td>{error.line}</Table.Td>
            <Table.Td>{error.message}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
