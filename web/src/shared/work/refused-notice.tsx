import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface RefusedNoticeProps {
  error: unknown;
  onReopen: () => void;
  onClose: () => void;
}

/** The work sent before was not taken. The work in hand stays on screen until somebody asks for the other. */
export function RefusedNotice({ error, onReopen, onClose }: RefusedNoticeProps) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" m="sm" title={t("sent.refused")} role="alert" withCloseButton onClose={onClose} closeButtonLabel={t("close")}>
      <Group justify="space-between">
        <Text size="sm">{error instanceof Error ? error.message : t("sent.refusedText")}</Text>
        <Button size="xs" variant="default" onClick={onReopen}>
          {t("sent.reopen")}
        </Button>
      </Group>
    </Alert>
  );
}
