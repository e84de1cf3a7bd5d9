import { Group, Kbd, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useShortcuts, type Shortcut } from "./use-shortcuts";

/** Binds the keys of a screen, and "?" to the list of them. */
export function KeyHelp({ shortcuts }: { shortcuts: Shortcut[] }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  useShortcuts([...shortcuts, { keys: ["?"], label: t("keys.help"), run: open }]);
  return (
    <Modal opened={opened} onClose={close} title={t("keys.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="xs">
        {[...shortcuts, { keys: ["?"], label: t("keys.help") }].map((shortcut) => (
          <Group key={shortcut.label} justify="space-between" wrap="nowrap">
            <Text size="sm">{shortcut.label}</Text>
            <Kbd>{keyText(shortcut.keys)}</Kbd>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}

function keyText(keys: string[]): string {
  const text = keys.length > 2 ? `${keys[0] ?? ""} – ${keys.at(-1) ?? ""}` : keys.join(" / ");
  return text.replace("mod+", "Ctrl/Cmd + ").replace("Escape", "Esc");
}
