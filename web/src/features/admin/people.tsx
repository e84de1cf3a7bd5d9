import { Badge, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { peopleQuery, type Person } from "@/api/admin";
import { meQuery } from "@/api/auth";
import { ListTable } from "@/shared/ui/list-table";
import { DateTime } from "@/shared/ui/date-time";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";
import { PersonActions } from "./person-actions";

/** Everybody with an account. */
export function People() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const [search, setSearch] = useState("");
  const [wanted] = useDebouncedValue(search.trim(), 200);
  const people = useInfiniteQuery(peopleQuery(wanted));
  const myId = me.data?.identity.id;
  return (
    <Stack>
      <TextInput
        type="search"
        label={t("admin.search")}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        maw="24rem"
      />
      <Loaded query={people}>
        {({ pages }) => (
          <ListTable
            label={t("admin.people")}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(person) => person.id}
            empty={t("admin.noPeople")}
            columns={[
              { key: "person", title: t("admin.person"), cell: (person) => <Who person={person} isMe={person.id === myId} /> },
              { key: "state", title: t("admin.state"), cell: (person) => <Standing person={person} /> },
              { key: "since", title: t("admin.since"), cell: (person) => <DateTime iso={person.created_at} /> },
              {
                key: "actions",
                title: t("actions"),
                cell: (person) => (person.erased_at === null && person.id !== myId ? <PersonActions person={person} /> : null),
              },
            ]}
          />
        )}
      </Loaded>
      <MoreButton query={people} />
    </Stack>
  );
}

function Who({ person, isMe }: { person: Person; isMe: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" fw={600} {...(person.erased_at === null ? {} : { c: "dimmed" })}>
        {person.name ?? t("admin.erasedPerson")} {isMe && `(${t("admin.you")})`}
      </Text>
      <Text size="xs" c="dimmed">
        {person.email ?? person.id}
      </Text>
    </>
  );
}

function Standing({ person }: { person: Person }) {
  const { t } = useTranslation();
  const states = [
    person.is_admin && ("admin" as const),
    person.is_demo && ("demo" as const),
    person.disabled_at !== null && person.erased_at === null && ("disabled" as const),
    person.erased_at !== null && ("erased" as const),
  ].filter((state) => state !== false);
  return (
    <Group gap={4}>
      {(states.length > 0 ? states : (["active"] as const)).map((state) => (
        <Badge key={state} variant={state === "admin" ? "filled" : "default"} size="sm">
          {t(`admin.states.${state}`)}
        </Badge>
      ))}
    </Group>
  );
}
