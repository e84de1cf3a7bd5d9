import { ActionIcon, Indicator, Popover, ScrollArea, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DateTime } from "@/shared/ui/date-time";
import { Icon } from "@/shared/ui/icon";
import type { Notice } from "./notices";
import classes from "./notice-bell.module.css";

interface NoticeBellProps {
  notices: Notice[];
  unseen: number;
  onSeen: () => void;
}

/** What is new, one key press away; nothing pops up by itself while somebody works. */
export function NoticeBell({ notices, unseen, onSeen }: NoticeBellProps) {
  const { t } = useTranslation();
  const [opened, { close, toggle }] = useDisclosure(false);
  const label = unseen > 0 ? t("notices.unseen", { count: unseen }) : t("notices.title");
  return (
    <Popover opened={opened} onChange={close} onClose={onSeen} position="bottom-end" width={360} trapFocus withRoles={false}>
      <Popover.Target>
        <Indicator disabled={unseen === 0} label={unseen} size={16} color="red" offset={4}>
          <ActionIcon variant="subtle" color="gray" c="var(--mantine-color-text)" size={32} aria-label={label} aria-expanded={opened} onClick={toggle}>
            <Icon name="bell" />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label={t("notices.title")}>
        <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0, "aria-label": t("notices.title"), role: "region" }}>
          {notices.length === 0 ? (
            <Text size="sm" c="dimmed" p="md">
              {t("notices.none")}
            </Text>
          ) : (
            <Stack gap={0}>
              {notices.map((notice) => (
                <Link key={notice.id} to={notice.href} className={classes.notice ?? ""} onClick={close}>
                  <Text size="sm" fw={600}>
                    {notice.title}
                  </Text>
                  <Text size="sm" lineClamp={2} dir="auto">
                    {notice.text}
                  </Text>
                  <Text size="xs" c="dimmed">
                    <DateTime iso={notice.at} />
                  </Text>
                </Link>
              ))}
            </Stack>
          )}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
