import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { healthQuery, type Health as State } from "@/api/admin";
import { ListTable } from "@/shared/ui/list-table";
import { DateTime } from "@/shared/ui/date-time";
import { TextLink } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";
import { Section } from "@/shared/ui/section";
import { Stat } from "@/shared/ui/stat";
import { useNumbers } from "@/shared/ui/use-numbers";

/** How the installation is, at a glance. */
export function Health() {
  const health = useQuery(healthQuery);
  return (
    <Loaded query={health}>
      {(state) => (
        <Stack>
          <Figures state={state} />
          <Messages messages={state.messages} />
          <Tables state={state} />
        </Stack>
      )}
    </Loaded>
  );
}

function Figures({ state }: { state: State }) {
  const { t } = useTranslation();
  const { number, size } = useNumbers();
  const failed = state.jobs.failed ?? 0;
  const { database, disk } = state;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
      <Stat label={t("admin.version")} value={state.copydesk}>
        {t("admin.python")} {state.python}
      </Stat>
      <Stat label={t("admin.database")} value={database.version}>
        {t(state.is_embedded ? "admin.embedded" : "admin.external")}
      </Stat>
      <Stat label={t("admin.databaseSize")} value={size(database.n_bytes)} />
      <Stat label={t("admin.connections")} value={`${number(database.n_connections)} / ${number(database.n_connections_max)}`} />
      <Stat label={t("admin.disk")} value={size(disk.n_bytes_free)} tone={disk.n_bytes_free * 20 < disk.n_bytes ? "warn" : "plain"}>
        {t("admin.ofDisk", { size: size(disk.n_bytes), path: disk.path })}
      </Stat>
      <Stat label={t("admin.migration")} value={state.migration.slice(0, 4)} tone={state.n_pending_steps > 0 ? "warn" : "plain"}>
        {state.n_pending_steps > 0 ? t("admin.pendingSteps", { count: state.n_pending_steps }) : t("admin.noPending")}
      </Stat>
      <Stat label={t("admin.waitingJobs")} value={number(state.jobs.todo ?? 0)}>
        {state.oldest_job_at !== null && (
          <>
            {t("admin.oldest")} <DateTime iso={state.oldest_job_at} />
          </>
        )}
      </Stat>
      <Stat label={t("admin.failedJobs")} value={number(failed)} tone={failed + state.n_stalled > 0 ? "warn" : "plain"}>
        <TextLink underline="always" to="/admin/jobs" size="sm">
          {t("admin.jobs")}
        </TextLink>{" "}
        · {t("admin.stalled")}: {number(state.n_stalled)}
      </Stat>
    </SimpleGrid>
  );
}

function Messages({ messages }: { messages: State["messages"] }) {
  const { t } = useTranslation();
  const { number } = useNumbers();
  const waiting = Object.entries(messages).filter(([, count]) => count > 0);
  return (
    <Section title={t("admin.messages")}>
      {waiting.length === 0 ? (
        <Text size="sm">{t("admin.allDelivered")}</Text>
      ) : (
        waiting.map(([name, count]) => (
          <Text key={name} size="sm">
            {name}: {number(count)}
          </Text>
        ))
      )}
    </Section>
  );
}

function Tables({ state }: { state: State }) {
  const { t } = useTranslation();
  const { number, size } = useNumbers();
  return (
    <Section title={t("admin.tables")}>
      <ListTable
        label={t("admin.tables")}
        rows={state.tables}
        rowKey={(table) => table.name}
        empty={t("admin.tables")}
        columns={[
          { key: "name", title: t("admin.table"), cell: (table) => table.name },
          { key: "rows", title: t("admin.rows"), isNumber: true, cell: (table) => (table.n_rows < 0 ? "–" : number(table.n_rows)) },
          { key: "size", title: t("admin.size"), isNumber: true, cell: (table) => size(table.n_bytes) },
        ]}
      />
    </Section>
  );
}
