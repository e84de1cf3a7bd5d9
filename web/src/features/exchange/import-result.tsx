import { Alert, Anchor, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { importQuery, isUnfinished, rejectsUrl, useUndoImport, type Import } from "@/api/exchange";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { Section } from "@/shared/ui/section";
import { ImportProblems } from "./import-problems";

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
  return (
    <Stack gap="md">
      <div role="status">
        <Group gap="sm">
          {isUnfinished(run) && <Loader size="xs" />}
          <Text fw={600}>{t(`import.states.${run.state}`)}</Text>
          <Text size="sm">
            {t("import.counts", {
              read: run.n_read,
              created: run.n_created,
              changed: run.n_changed,
              unchanged: run.n_unchanged,
              bad: run.n_bad,
            })}
          </Text>
        </Group>
        {run.n_judgements > 0 && (
          <Text size="sm">{t("import.judgementCounts", { judgements: run.n_judgements, people: run.n_people })}</Text>
        )}
      </div>
      {run.failure !== null && (
        <Alert color="red" variant="light" title={t("import.failed")}>
          {run.failure === "interrupted" ? t("import.interrupted") : run.failure}
        </Alert>
      )}
      {!isUnfinished(run) && <ImportProblems importId={run.id} />}
      <ResultActions projectId={projectId} run={run} />
    </Stack>
  );
}

function ResultActions({ projectId, run }: { projectId: string; run: Import }) {
  const { t } = useTranslation();
  const undo = useUndoImport(projectId);
  return (
    <>
      {undo.error !== null && <ErrorNotice error={undo.error} title={t("import.undoFailed")} />}
      <Group>
        {run.n_bad > 0 && (
          <>
            <Anchor size="sm" href={rejectsUrl(run.id, "records")} download>
              {t("import.rejects")}
            </Anchor>
            <Anchor size="sm" href={rejectsUrl(run.id, "reasons")} download>
              {t("import.rejectsWithReasons")}
            </Anchor>
          </>
        )}
        {run.state === "done" && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate(run.id)}>
            {t("import.undo")}
          </Button>
        )}
      </Group>
    </>
  );
}
