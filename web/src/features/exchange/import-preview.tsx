import { Paper, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { interfaceVersionQuery, interfaceVersionsQuery } from "@/api/interfaces";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { ItemView } from "@/shared/task-form/item-view";
import { responseIdsOf } from "@/shared/task-form/response-ids";
import { RecordText } from "@/shared/ui/record-text";
import type { FirstRows } from "./first-rows";
import { mappedContent, type SimpleMapping } from "./mapping-guess";

interface ImportPreviewProps {
  projectId: string;
  first: FirstRows;
  mapping: SimpleMapping | null;
}

const SHOWN = 2;

/** The first records as people will see them in the task. */
export function ImportPreview({ projectId, first, mapping }: ImportPreviewProps) {
  const { t } = useTranslation();
  const versions = useQuery(interfaceVersionsQuery(projectId));
  const newest = versions.data?.items[0]?.id ?? "";
  const version = useQuery({ ...interfaceVersionQuery(newest), enabled: newest !== "" });
  const fields = version.data === undefined ? null : (version.data.document as unknown as InterfaceDocument).fields;
  return (
    <section aria-label={t("importPreview.title")}>
      <Text fw={600} size="sm">
        {t("importPreview.title")}
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        {fields === null ? t("importPreview.noForm") : t("importPreview.meaning")}
      </Text>
      <Stack gap="sm">
        {first.rows.slice(0, SHOWN).map((row, index) => {
          const content = mappedContent(row, mapping);
          return (
            <Paper key={index} withBorder p="md" mah="28rem" style={{ overflow: "auto" }} tabIndex={0} role="region" aria-label={t("importPreview.row", { number: index + 1 })}>
              {fields === null ? (
                <RecordText text={JSON.stringify(content, null, 2)} label={t("importPreview.row", { number: index + 1 })} />
              ) : (
                <ItemView fields={fields} content={content} displayed={responseIdsOf(content)} />
              )}
            </Paper>
          );
        })}
      </Stack>
    </section>
  );
}
