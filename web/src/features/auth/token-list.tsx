import { Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { tokensQuery, useRevokeToken } from "@/api/auth";
import type { Schemas } from "@/api/problem";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { Section } from "@/shared/ui/section";
import { NewToken } from "./new-token";

export function TokenList() {
  const { t } = useTranslation();
  const tokens = useQuery(tokensQuery);
  return (
    <Section title={t("tokens.title")} intro={t("tokens.intro")}>
      <NewToken />
      <Loaded query={tokens}>
        {(list) =>
          list.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t("tokens.none")}
            </Text>
          ) : (
            <TokenTable tokens={list} />
          )
        }
      </Loaded>
    </Section>
  );
}

function TokenTable({ tokens }: { tokens: Schemas["TokenOut"][] }) {
  const { t } = useTranslation();
  const revoke = useRevokeToken();
  return (
    <>
      {revoke.error !== null && <ErrorNotice error={revoke.error} />}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("tokens.name")}</Table.Th>
            <Table.Th>{t("tokens.permissions")}</Table.Th>
            <Table.Th>{t("tokens.expires")}</Table.Th>
            <Table.Th>{t("tokens.lastUsed")}</Table.Th>
            <Table.Th>{t("actions")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Td>{token.name}</Table.Td>
              <Table.Td>{token.permissions.join(", ")}</Table.Td>
              <Table.Td>
                <DateTime iso={token.expires_at} />
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
    </>
  );
}
