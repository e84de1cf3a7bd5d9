import { Button, Code, Group, Stack, Switch, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { jobsQuery, useDiscardJob, useRetryJob, type Job } from "@/api/admin";
import { ConfirmButton } from "@/shared/ui/confirm-button";
import { ListTable } from "@/shared/ui/list-table";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";

/** Background jobs: the failed ones first of all, with why. */
export function Jobs() {
  const { t } = useTranslation();
  const [onlyFailed, setOnlyFailed] = useState(true);
  const jobs = useInfiniteQuery(jobsQuery(onlyFailed ? "failed" : null));
  return (
    <Stack>
      <Switch label={t("admin.onlyFailed")} checked={onlyFailed} onChange={(event) => setOnlyFailed(event.currentTarget.checked)} />
      <Loaded query={jobs}>
        {({ pages }) => (
          <ListTable
            label={t("admin.jobs")}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(job) => job.id}
            empty={t(onlyFailed ? "admin.noFailed" : "admin.noJobs")}
            columns={[
              { key: "job", title: t("admin.job"), cell: (job) => <Code>{job.name}</Code> },
              { key: "state", title: t("admin.state"), cell: (job) => <JobState status={job.status} /> },
              { key: "when", title: t("admin.when"), cell: (job) => <When job={job} /> },
              { key: "attempts", title: t("admin.attempts"), isNumber: true, cell: (job) => job.attempts },
              { key: "why", title: t("admin.why"), cell: (job) => <Text size="sm">{job.error}</Text> },
              { key: "actions", title: t("actions"), cell: (job) => (job.status === "failed" ? <Actions job={job} /> : null) },
            ]}
          />
        )}
      </Loaded>
      <MoreButton query={jobs} />
    </Stack>
  );
}

const STATES = ["todo", "doing", "succeeded", "failed", "cancelled", "aborted"] as const;

function JobState({ status }: { status: string }) {
  const { t } = useTranslation();
  const known = STATES.find((state) => state === status);
  return known === undefined ? status : t(`admin.jobStates.${known}`);
}

function When({ job }: { job: Job }) {
  const at = job.failed_at ?? job.changed_at ?? job.scheduled_at;
  return at === null ? "–" : <DateTime iso={at} />;
}

function Actions({ job }: { job: Job }) {
  const { t } = useTranslation();
  const retry = useRetryJob();
  const discard = useDiscardJob();
  const error = retry.error ?? discard.error;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button variant="default" size="compact-sm" loading={retry.isPending} onClick={() => retry.mutate(job.id)}>
          {t("admin.retry")}
        </Button>
        <ConfirmButton
          label={t("admin.discard")}
          title={t("admin.discardTitle")}
          text={t("admin.discardText")}
          onConfirm={() => discard.mutate(job.id)}
        />
      </Group>
      {error !== null && <ErrorNotice error={error} title={t("admin.notDone")} />}
    </Stack>
  );
}
