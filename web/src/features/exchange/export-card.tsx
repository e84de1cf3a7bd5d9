import { Button, Card, Code, Collapse, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exportCardQuery, exportPreviewQuery, exportUrl, type ExportChoices, type ExportFormat } from "@/api/exchange";
import { isPassing } from "@/api/problem";
import { Loaded } from "@/shared/ui/loaded";
import { Markdown } from "@/shared/ui/markdown";
import classes from "./export-card.module.css";

interface ExportCardProps {
  projectId: string;
  format: ExportFormat;
  choices: ExportChoices;
}

export function ExportCard({ projectId, format, choices }: ExportCardProps) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const preview = useQuery(exportPreviewQuery(projectId, format, choices));
  const name = t(`export.${format}.name`);
  const refusal = preview.error !== null && !isPassing(preview.error) ? preview.error.message : null;
  return (
    <Card withBorder component="section" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div>
            <Title order={2} size="h5">
              {name}
            </Title>
            <Text size="sm" c="dimmed">
              {t(`export.${format}.meaning`)}
            </Text>
          </div>
          {refusal === null && (
            <Group gap="xs" wrap="nowrap">
              <Button variant="default" onClick={toggle} aria-expanded={opened}>
                {t("export.card")}
              </Button>
              <Button
                variant="light"
                component="a"
                href={exportUrl(projectId, format, choices)}
                download
                aria-label={t("export.downloadOf", { name })}
              >
                {t("export.download")}
              </Button>
            </Group>
          )}
        </Group>
        {refusal !== null && <Text size="sm">{t("export.notPossible", { reason: refusal })}</Text>}
        {preview.data !== undefined && <FirstLines lines={preview.data.lines} />}
        <Collapse expanded={opened}>
          {opened && <CardText projectId={projectId} format={format} choices={choices} />}
        </Collapse>
      </Stack>
    </Card>
  );
}

function FirstLines({ lines }: { lines: string[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <Text size="sm" c="dimmed">{t("export.nothing")}</Text>;
  return (
    <Code block className={classes.preview ?? ""} aria-label={t("export.preview")} tabIndex={0}>
      {lines.join("\n")}
    </Code>
  );
}

function CardText({ projectId, format, choices }: ExportCardProps) {
  const card = useQuery(exportCardQuery(projectId, format, choices));
  return <Loaded query={card}>{(text) => <Markdown source={text} />}</Loaded>;
}
