import { Button, Card, Collapse, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exportCardQuery, exportUrl } from "@/api/exchange";
import { Loaded } from "@/shared/ui/loaded";
import { Markdown } from "@/shared/ui/markdown";

const EXPORT_FORMATS = ["records", "dpo", "sft", "csv"] as const;
type ExportFormat = (typeof EXPORT_FORMATS)[number];

export function ExportList({ projectId }: { projectId: string }) {
  return (
    <Stack gap="md">
      {EXPORT_FORMATS.map((format) => (
        <ExportFormatCard key={format} projectId={projectId} format={format} />
      ))}
    </Stack>
  );
}

function ExportFormatCard({ projectId, format }: { projectId: string; format: ExportFormat }) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const name = t(`export.${format}.name`);
  return (
    <Card withBorder component="section" aria-label={name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h5">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {t(`export.${format}.meaning`)}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={toggle} aria-expanded={opened}>
            {t("export.card")}
          </Button>
          <Button component="a" href={exportUrl(projectId, format)} download aria-label={t("export.downloadOf", { name })}>
            {t("export.download")}
          </Button>
        </Group>
      </Group>
      <Collapse expanded={opened}>{opened && <DataCard projectId={projectId} format={format} />}</Collapse>
    </Card>
  );
}

function DataCard({ projectId, format }: { projectId: string; format: ExportFormat }) {
  const card = useQuery(exportCardQuery(projectId, format));
  return <Loaded query={card}>{(text) => <Markdown source={text} />}</Loaded>;
}
