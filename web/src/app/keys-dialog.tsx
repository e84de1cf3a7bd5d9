import { Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/shared/ui/key-hint";
import { TextLink } from "@/shared/ui/link-button";
import type { Shortcut } from "@/shared/ui/use-shortcuts";
import { HELP_TOPICS } from "./help-topics";

interface KeysDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The keys of the screen as they are at this moment. */
  read: () => Shortcut[];
  general: Shortcut[];
}

export function KeysDialog({ opened, onClose, read, general }: KeysDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t("help.title")} size="lg" closeButtonProps={{ "aria-label": t("close") }}>
      <KeyLists read={read} general={general} onLeave={onClose} />
    </Modal>
  );
}

function KeyLists({ read, general, onLeave }: { read: () => Shortcut[]; general: Shortcut[]; onLeave: () => void }) {
  const { t } = useTranslation();
  const screen = read();
  return (
    <Stack gap="lg">
      {screen.length > 0 && <KeyList title={t("keys.title")} shortcuts={screen} />}
      <KeyList title={t("help.everywhere")} shortcuts={general} />
      <section aria-labelledby="help-texts">
        <Title order={3} size="h6" mb="xs" id="help-texts">
          {t("help.read")}
        </Title>
        <Group gap="xs" component="ul" m={0} p={0}>
          {HELP_TOPICS.map((topic) => (
            <Text key={topic} component="li" size="sm" style={{ listStyle: "none" }} pe="md">
              <TextLink to="/help/$topic" params={{ topic }} onClick={onLeave}>
                {t(`help.topics.${topic}`)}
              </TextLink>
            </Text>
          ))}
        </Group>
      </section>
    </Stack>
  );
}

function KeyList({ title, shortcuts }: { title: string; shortcuts: Shortcut[] }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="h6" mb="xs">
        {title}
      </Title>
      <Stack gap={6}>
        {shortcuts.map((shortcut) => (
          <Group key={shortcut.label} justify="space-between" wrap="nowrap">
            <Text size="sm">{shortcut.label}</Text>
            <KeyHint keys={shortcut.keys} />
          </Group>
        ))}
      </Stack>
    </section>
  );
}
