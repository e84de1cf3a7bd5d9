import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "./error-notice";

interface ConfirmDialogProps {
  opened: boolean;
  /** A question that names what is meant and how many. */
  title: string;
  /** What will happen, what stays, and whether it can be taken back. */
  text: string;
  confirm: string;
  isDangerous?: boolean;
  /** False while something must still be typed. */
  isReady?: boolean;
  isPending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks before something that many feel or that is hard to take back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        {props.error !== null && <ErrorNotice error={props.error} />}
        <Text size="sm">{props.text}</Text>
        {props.children}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t("cancel")}
          </Button>
          <Button {...(props.isDangerous === true && { color: "red" })} loading={props.isPending} disabled={props.isReady === false} onClick={props.onConfirm}>
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
