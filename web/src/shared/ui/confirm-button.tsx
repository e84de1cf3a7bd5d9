import { Button, Group, Modal, Stack, Text, TextInput, type ButtonProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface ConfirmButtonProps extends ButtonProps {
  label: string;
  title: string;
  /** What will happen, and what cannot be taken back. */
  text: ReactNode;
  /** Typed before it goes on; for what is gone for ever. */
  word?: string;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmButton({ label, title, text, word, onConfirm, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const [typed, setTyped] = useState("");
  const confirm = () => {
    close();
    onConfirm();
  };
  return (
    <>
      <Button variant="default" size="compact-sm" {...button} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ "aria-label": t("close") }}>
        <Stack>
          <Text size="sm" component="div">
            {text}
          </Text>
          {word !== undefined && (
            <TextInput
              label={t("confirm.type", { word })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("confirm.cancel")}
            </Button>
            <Button color="red" disabled={word !== undefined && typed.trim() !== word} onClick={confirm}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
