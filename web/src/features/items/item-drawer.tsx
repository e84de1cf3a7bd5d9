import { Drawer, Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { itemDetailQuery, type ItemDetail } from "@/api/items";
import { Loaded } from "@/shared/ui/loaded";
import { ClaimTable } from "./claim-table";
import { ItemContent } from "./item-content";
import { ItemEvents } from "./item-events";
import { ItemRounds } from "./item-rounds";
import { ItemStates } from "./item-state";

/** Everything about an item beside the list that it stands in. */
export function ItemDrawer({ itemId, onClose }: { itemId: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const detail = useQuery({ ...itemDetailQuery(itemId ?? ""), enabled: itemId !== null });
  const name = detail.data?.item.external_id ?? itemId;
  return (
    <Drawer
      opened={itemId !== null}
      onClose={onClose}
      position="right"
      size="min(60rem, 100%)"
      title={itemId === null ? "" : t("items.detail.title", { name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {itemId !== null && <Detail key={itemId} itemId={itemId} />}
    </Drawer>
  );
}

function Detail({ itemId }: { itemId: string }) {
  const detail = useQuery(itemDetailQuery(itemId));
  return <Loaded query={detail}>{(loaded) => <DetailTabs detail={loaded} />}</Loaded>;
}

function DetailTabs({ detail }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const names = new Map(detail.members.map((member) => [member.id, member.name ?? member.pseudonym]));
  return (
    <Stack gap="sm">
      <ItemStates states={detail.item.states} />
      <Tabs defaultValue={detail.submissions.length > 0 ? "rounds" : "content"} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="content">{t("items.detail.content")}</Tabs.Tab>
          <Tabs.Tab value="rounds">
            {t("items.detail.rounds")} ({detail.submissions.length})
          </Tabs.Tab>
          <Tabs.Tab value="claims">
            {t("items.detail.history")} ({detail.claims.length})
          </Tabs.Tab>
          {detail.events.length > 0 && <Tabs.Tab value="events">{t("items.detail.events")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="content" pt="md">
          <ItemContent projectId={detail.item.project_id} versions={detail.versions} />
        </Tabs.Panel>
        <Tabs.Panel value="rounds" pt="md">
          <ItemRounds submissions={detail.submissions} names={names} />
        </Tabs.Panel>
        <Tabs.Panel value="claims" pt="md">
          <ClaimTable claims={detail.claims} names={names} />
        </Tabs.Panel>
        <Tabs.Panel value="events" pt="md">
          <ItemEvents detail={detail} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
