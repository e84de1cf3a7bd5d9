import { Badge, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionsQuery, useRevokeSession } from "@/api/auth";
import type { Schemas } from "@/api/problem";
import { ListTable } from "@/shared/ui/list-table";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { Section } from "@/shared/ui/section";
import { browserName } from "./browser-name";

type Session = Schemas["SessionOut"];

/** Where the person is signed in, and the way to end it. */
export function SessionList() {
  const { t } = useTranslation();
  const sessions = useQuery(sessionsQuery);
  const revoke = useRevokeSession();
  const nameOf = (session: Session) => browserName(session.user_agent) ?? t("account.unknownBrowser");
  const others = (sessions.data ?? []).some((session) => !session.is_current);
  const endOthers = others ? (
    <Button variant="default" size="xs" onClick={() => revoke.mutate("others")}>
      {t("account.endOthers")}
    </Button>
  ) : null;
  return (
    <Section title={t("account.sessions")} intro={t("account.sessionsIntro")} actions={endOthers}>
      {revoke.error !== null && <ErrorNotice error={revoke.error} />}
      <Loaded query={sessions}>
        {(list) => (
          <ListTable
            label={t("account.sessions")}
            rows={list}
            rowKey={(session) => session.id}
            empty={t("never")}
            columns={[
              { key: "browser", title: t("account.browser"), cell: (session) => <Place name={nameOf(session)} session={session} /> },
              { key: "began", title: t("account.began"), cell: (session) => <DateTime iso={session.created_at} /> },
              { key: "seen", title: t("account.lastSeen"), cell: (session) => <DateTime iso={session.last_seen_at} /> },
              {
                key: "actions",
                title: t("actions"),
                cell: (session) =>
                  session.is_current ? null : (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => revoke.mutate(session.id)}
                      aria-label={t("account.endOf", { name: nameOf(session) })}
                    >
                      {t("account.end")}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Place({ name, session }: { name: string; session: Session }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" title={session.user_agent ?? undefined}>
      <Text size="sm">{name}</Text>
      {session.is_current && (
        <Badge size="sm" variant="default">
          {t("account.here")}
        </Badge>
      )}
    </Group>
  );
}
