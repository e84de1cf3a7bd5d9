import "@/shared/i18n/project";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { guideVersionQuery, guideVersionsQuery } from "@/api/guides";
import { batchesQuery, itemCountQuery, itemTableQuery } from "@/api/items";
import { usePermissions } from "@/api/permissions";
import { useMemberChoices } from "@/api/members";
import { BulkBar } from "@/features/items/bulk-bar";
import { ColumnMenu } from "@/features/items/column-menu";
import { ItemDrawer } from "@/features/items/item-drawer";
import { ItemFilters } from "@/features/items/item-filters";
import { changed, filterOf, narrowed, type ItemSearch, type ItemSearchChange } from "@/features/items/item-search";
import { ItemTable } from "@/features/items/item-table";
import { SavedViews } from "@/features/items/saved-views";
import { EmptyState } from "@/shared/ui/empty-state";
import { LinkButton } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

const ROUTE = "/signed-in/projects/$projectId/items";

export function ItemsPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const navigate = useNavigate();
  const search = useSearch({ from: ROUTE });
  const may = usePermissions(projectId);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const show = (next: ItemSearch) => void navigate({ to: "/projects/$projectId/items", params: { projectId }, search: next });
  const narrow = (part: ItemSearchChange) => {
    setSelected(new Set());
    show(narrowed(search, part));
  };
  const filter = filterOf(search);
  const count = useQuery(itemCountQuery(projectId, filter));
  const choices = useChoices(projectId, search.member);
  const matching = count.data?.is_exact === true ? count.data.n : null;
  return (
    <Page title={t("nav.items")} intro={t("items.intro")} size="100%" actions={<ViewMenus search={search} narrow={narrow} show={show} />}>
      <Stack gap="md">
        <ItemFilters search={search} {...choices} onChange={narrow} onClear={() => narrow(NOTHING)} />
        {may("items.write") && (
          <BulkBar
            projectId={projectId}
            ids={selected}
            filter={filter}
            matching={matching}
            mayRank={may("work.settle")}
            onCleared={() => setSelected(new Set())}
          />
        )}
        <Lines search={search} selection={may("items.write") ? { ids: selected, onChange: setSelected } : null} count={count.data} show={show} />
      </Stack>
      <ItemDrawer itemId={search.item ?? null} onClose={() => show(changed(search, { item: undefined }))} />
    </Page>
  );
}

const NOTHING = { text: undefined, id: undefined, state: undefined, batch: undefined, member: undefined, rule: undefined, from: undefined, until: undefined, finished: undefined, stage: undefined, people: undefined };

type Selection = { ids: ReadonlySet<string>; onChange: (ids: Set<string>) => void } | null;

interface LinesProps {
  search: ItemSearch;
  selection: Selection;
  count: { n: number; is_exact: boolean } | undefined;
  show: (search: ItemSearch) => void;
}

function Lines({ search, selection, count, show }: LinesProps) {
  const { t, i18n } = useTranslation();
  const projectId = useProjectId();
  const query = { ...filterOf(search), ...(search.sort && { sort: search.sort }), ...(search.cursor && { cursor: search.cursor }) };
  const table = useQuery(itemTableQuery(projectId, query));
  const shown = count === undefined ? "" : new Intl.NumberFormat(i18n.language).format(count.n);
  return (
    <Loaded query={table}>
      {({ items, next_cursor, prev_cursor, is_partial, n_looked_at }) => (
        <Stack gap="sm" aria-busy={table.isPlaceholderData}>
          {items.length > 0 ? <ItemTable projectId={projectId} lines={items} search={search} selection={selection} /> : <NoItems search={search} lookedAt={is_partial ? n_looked_at : null} />}
          {is_partial && items.length > 0 && <Text size="sm">{t("items.partial", { looked: n_looked_at })}</Text>}
          <Group justify="space-between" component="nav" aria-label={t("items.pages")}>
            <Text size="sm" c="dimmed" role="status">
              {count !== undefined && t(count.is_exact ? "items.count" : "items.atLeast", { count: count.n, shown })}
            </Text>
            <Group gap="xs">
              <PageButton label={t("items.previous")} cursor={prev_cursor} onGo={(cursor) => show({ ...search, cursor })} />
              <PageButton label={t("items.next")} cursor={next_cursor} onGo={(cursor) => show({ ...search, cursor })} />
            </Group>
          </Group>
        </Stack>
      )}
    </Loaded>
  );
}

function PageButton({ label, cursor, onGo }: { label: string; cursor: string | null; onGo: (cursor: string) => void }) {
  return (
    <Button variant="default" size="xs" disabled={cursor === null} onClick={() => cursor !== null && onGo(cursor)}>
      {label}
    </Button>
  );
}

/** `lookedAt`: how many items were looked at where more are left. */
function NoItems({ search, lookedAt }: { search: ItemSearch; lookedAt: number | null }) {
  const { t, i18n } = useTranslation();
  const projectId = useProjectId();
  const may = usePermissions(projectId);
  if (lookedAt !== null) {
    const looked = new Intl.NumberFormat(i18n.language).format(lookedAt);
    return <EmptyState title={t("items.noneSoFar", { looked })}>{t("items.noneSoFarText")}</EmptyState>;
  }
  if (Object.keys(filterOf(search)).length > 0) return <EmptyState title={t("items.noMatch")}>{t("items.noMatchText")}</EmptyState>;
  const action = may("exchange.import") && (
    <LinkButton to="/projects/$projectId/import" params={{ projectId }}>
      {t("overview.toImport")}
    </LinkButton>
  );
  return (
    <EmptyState title={t("items.none")} action={action}>
      {t("overview.empty")}
    </EmptyState>
  );
}

interface ViewMenusProps {
  search: ItemSearch;
  narrow: (part: ItemSearchChange) => void;
  show: (search: ItemSearch) => void;
}

function ViewMenus({ search, narrow, show }: ViewMenusProps) {
  const projectId = useProjectId();
  const may = usePermissions(projectId);
  return (
    <>
      <SavedViews projectId={projectId} search={search} mayShare={may("project.write")} onOpen={show} />
      <ColumnMenu search={search} onChange={narrow} />
    </>
  );
}

/** What the filters offer, as far as the reader may see it. */
function useChoices(projectId: string, member: string | undefined) {
  const may = usePermissions(projectId);
  const mayReadAll = may("work.read_all");
  const batches = useQuery(batchesQuery(projectId));
  const members = useMemberChoices(projectId, member, mayReadAll && may("members.read"));
  const guides = useQuery(guideVersionsQuery(projectId));
  const newest = guides.data?.items[0]?.id ?? "";
  const guide = useQuery({ ...guideVersionQuery(newest), enabled: mayReadAll && newest !== "" });
  return {
    batches: (batches.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    members,
    rules: (guide.data?.rules ?? []).map(({ key, title }) => ({ value: key, label: title })),
  };
}
