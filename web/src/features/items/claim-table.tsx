import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemDetail } from "@/api/items";
import { DateTime } from "@/shared/ui/date-time";

/** Who had the item in hand, when, and how that ended. */
export function ClaimTable({ claims, names }: { claims: ItemDetail["claims"]; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation();
  if (claims.length === 0) return <Text c="dimmed">{t("items.detail.noClaims")}</Text>;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("items.claim.stage")}</Table.Th>
          <Table.Th>{t("items.claim.who")}</Table.Th>
          <Table.Th>{t("items.claim.from")}</Table.Th>
          <Table.Th>{t("items.claim.to")}</Table.Th>
          <Table.Th>{t("items.claim.outcome")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {claims.map((claim) => (
          <Table.Tr key={`${claim.slot_id} ${claim.claimed_at} ${claim.member_id}`}>
            <Table.Td>{t(`stage.${claim.stage}`)}</Table.Td>
            <Table.Td>{names.get(claim.member_id) ?? claim.member_id}</Table.Td>
            <Table.Td>
              <DateTime iso={claim.claimed_at} />
            </Table.Td>
            <Table.Td>{claim.ended_at !== null && <DateTime iso={claim.ended_at} />}</Table.Td>
            <Table.Td>
              {claim.outcome === null ? t("items.claim.inHand") : t(`items.claim.${claim.outcome}`)}
              {claim.skip_reason !== null && (
                <Text size="xs" c="dimmed">
                  {t("items.detail.skipReason", { reason: claim.skip_reason })}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
