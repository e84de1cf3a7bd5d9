import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { interfaceVersionQuery, interfaceVersionsQuery } from "@/api/interfaces";
import type { ItemDetail } from "@/api/items";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { ItemView } from "@/shared/task-form/item-view";
import { responseIdsOf } from "@/shared/task-form/response-ids";
import { RecordText } from "@/shared/ui/record-text";

interface ItemContentProps {
  projectId: string;
  versions: ItemDetail["versions"];
}

/** Each version as people see it in a task, or as it is stored. */
export function ItemContent({ projectId, versions }: ItemContentProps) {
  const { t } = useTranslation();
  const [number, setNumber] = useState(versions[0]?.number ?? 1);
  const [isRaw, setRaw] = useState(false);
  const shown = versions.find((version) => version.number === number);
  if (shown === undefined) return null;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        {versions.length < 2 && (
          <Text size="sm" c="dimmed">
            {t("items.detail.version", { number })}
          </Text>
        )}
        {versions.length > 1 && (
          <Select
            aria-label={t("items.detail.versions")}
            data={versions.map((version) => ({ value: String(version.number), label: t("items.detail.version", { number: version.number }) }))}
            value={String(number)}
            allowDeselect={false}
            onChange={(value) => setNumber(Number(value))}
            size="xs"
          />
        )}
        <Button size="xs" variant="default" onClick={() => setRaw(!isRaw)}>
          {isRaw ? t("items.detail.asTask") : t("items.detail.raw")}
        </Button>
      </Group>
      {isRaw ? (
        <RecordText text={JSON.stringify(shown.content, null, 2)} label={t("items.detail.content")} />
      ) : (
        <AsTask projectId={projectId} content={shown.content} />
      )}
    </Stack>
  );
}

function AsTask({ projectId, content }: { projectId: string; content: Record<string, unknown> }) {
  const { t } = useTranslation();
  const versions = useQuery(interfaceVersionsQuery(projectId));
  const newest = versions.data?.items[0]?.id;
  const version = useQuery({ ...interfaceVersionQuery(newest ?? ""), enabled: newest !== undefined });
  if (version.data === undefined) {
    return <RecordText text={JSON.stringify(content, null, 2)} label={t("items.detail.content")} />;
  }
  const { fields } = version.data.document as unknown as InterfaceDocument;
  return <ItemView fields={fields} content={content} displayed={responseIdsOf(content)} />;
}
