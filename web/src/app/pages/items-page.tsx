import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { itemsQuery } from "@/api/items";
import { ItemTable } from "@/features/items/item-table";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function ItemsPage() {
  const { t } = useTranslation();
  const items = useInfiniteQuery(itemsQuery(useProjectId()));
  return (
    <Page title={t("nav.items")} size="xl">
      <Loaded query={items}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.items);
          return all.length === 0 ? <EmptyState title={t("items.none")}>{t("overview.empty")}</EmptyState> : <ItemTable items={all} />;
        }}
      </Loaded>
      <MoreButton query={items} />
    </Page>
  );
}
