import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The work sent before was not taken. The work in hand stays on screen until somebody asks for the other. */
export function RefusedNotice({ error, onReopen }: { error: unknown; onReopen: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" m="sm" title={t("sent.refused")} role="alert">
      <Group justify="space-between">
        <Text size="sm">{error instanceof Error ? error.message : t("sent.refusedText")}</Text>
        <Button size="xs" variant="default" onClick={onReopen}>
          {t("sent.reopen")}
        </Button>
      </Group>
    </Alert>
  );
}
