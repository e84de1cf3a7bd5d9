import { Button, Checkbox, Group, Menu, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDeleteView, useSaveView, viewsQuery, type SavedView } from "@/api/views";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { readItemSearch, viewOf, type ItemSearch } from "./item-search";

interface SavedViewsProps {
  projectId: string;
  search: ItemSearch;
  mayShare: boolean;
  onOpen: (search: ItemSearch) => void;
}

const PAGE = "items";

export function SavedViews({ projectId, search, mayShare, onOpen }: SavedViewsProps) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const views = useQuery(viewsQuery(projectId, PAGE));
  const drop = useDeleteView(projectId);
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button variant="default">{t("items.views.label")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.data?.length === 0 && (
            <Text size="sm" c="dimmed" p="sm">
              {t("items.views.none")}
            </Text>
          )}
          {views.data?.map((view) => (
            <ViewLine key={view.id} view={view} onOpen={onOpen} onDelete={() => drop.mutate(view.id)} />
          ))}
          <Menu.Divider />
          <Menu.Item onClick={open}>{t("items.views.save")}…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={opened} onClose={close} title={t("items.views.save")} closeButtonProps={{ "aria-label": t("close") }}>
        <SaveView projectId={projectId} search={search} mayShare={mayShare} onSaved={close} />
      </Modal>
    </>
  );
}

function ViewLine({ view, onOpen, onDelete }: { view: SavedView; onOpen: (search: ItemSearch) => void; onDelete: () => void }) {
  const { t } = useTranslation();
  return (
    <Group gap={0} wrap="nowrap">
      <Menu.Item
        onClick={() => onOpen(readItemSearch(view.query))}
        rightSection={
          view.is_shared ? (
            <Text size="xs" c="dimmed">
              {t("items.views.shared")}
            </Text>
          ) : null
        }
      >
        {view.name}
      </Menu.Item>
      {/* An item of the menu like the others, so that the arrow keys reach it. */}
      <Menu.Item w="auto" flex="none" closeMenuOnClick={false} aria-label={t("items.views.delete", { name: view.name })} onClick={onDelete}>
        ×
      </Menu.Item>
    </Group>
  );
}

function SaveView({ projectId, search, mayShare, onSaved }: Omit<SavedViewsProps, "onOpen"> & { onSaved: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const save = useSaveView(projectId);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ page: PAGE, name, query: { ...viewOf(search) }, is_shared: isShared }, { onSuccess: onSaved });
      }}
    >
      <Stack>
        {save.error !== null && <ErrorNotice error={save.error} title={t("items.views.failed")} />}
        <TextInput
          label={t("items.views.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          data-autofocus
          required
        />
        {mayShare && (
          <Checkbox
            label={t("items.views.share")}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t("items.views.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
