import { Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useCallback, useMemo, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/shared/ui/key-hint";
import { TextLink } from "@/shared/ui/link-button";
import { ScreenKeysContext } from "@/shared/ui/screen-keys";
import type { Shortcut } from "@/shared/ui/use-shortcuts";
import { HELP_TOPICS } from "./help-topics";

interface KeysProps {
  /** The keys that work on every page. */
  general: Shortcut[];
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Knows which keys the screens below have named, and shows them under "?". */
export function Keys({ general, opened, onClose, children }: KeysProps) {
  const { t } = useTranslation();
  const sources = useRef(new Set<() => Shortcut[]>());
  const add = useCallback((read: () => Shortcut[]) => {
    sources.current.add(read);
    return () => void sources.current.delete(read);
  }, []);
  const context = useMemo(() => ({ add }), [add]);
  return (
    <ScreenKeysContext value={context}>
      {children}
      <Modal opened={opened} onClose={onClose} title={t("help.title")} size="lg" closeButtonProps={{ "aria-label": t("close") }}>
        <KeyLists read={() => [...sources.current].flatMap((source) => source())} general={general} onLeave={onClose} />
      </Modal>
    </ScreenKeysContext>
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
