import { Alert, Button, Code, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tokensQuery, useCreateToken, useRevokeToken } from "@/api/auth";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { Section } from "@/shared/ui/section";

export function TokenList() {
  const { t } = useTranslation();
  const tokens = useQuery(tokensQuery);
  const revoke = useRevokeToken();
  return (
    <Section title={t("tokens.title")} intro={t("tokens.intro")}>
      <NewToken />
      {revoke.error !== null && <ErrorNotice error={revoke.error} />}
      <Loaded query={tokens}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t("tokens.none")}
            </Text>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("tokens.name")}</Table.Th>
                  <Table.Th>{t("tokens.created")}</Table.Th>
                  <Table.Th>{t("tokens.lastUsed")}</Table.Th>
                  <Table.Th>{t("actions")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((token) => (
                  <Table.Tr key={token.id}>
                    <Table.Td>{token.name}</Table.Td>
                    <Table.Td>
                      <DateTime iso={token.created_at} />
                    </Table.Td>
                    <Table.Td>{token.last_used_at === null ? t("never") : <DateTime iso={token.last_used_at} />}</Table.Td>
                    <Table.Td>
                      <Button size="compact-sm" variant="default" onClick={() => revoke.mutate(token.id)}>
                        {t("tokens.revoke")}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Loaded>
    </Section>
  );
}

function NewToken() {
  const { t } = useTranslation();
  const create = useCreateToken();
  const [name, setName] = useState("");
  return (
    <Stack gap="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name, scopes: [] }, { onSuccess: () => setName("") });
        }}
      >
        <Group align="flex-end">
          <TextInput label={t("tokens.name")} value={name} onChange={(event) => setName(event.currentTarget.value)} required />
          <Button type="submit" loading={create.isPending}>
            {t("tokens.create")}
          </Button>
        </Group>
      </form>
      {create.error !== null && <ErrorNotice error={create.error} />}
      {create.data !== undefined && (
        <Alert title={t("tokens.once")} color="green">
          <Code block>{create.data.secret}</Code>
        </Alert>
      )}
    </Stack>
  );
}
