import { ActionIcon, Indicator, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/icon";
import { later } from "@/shared/ui/later";
import type { Notice } from "./notices";

const NoticeList = later(async () => (await import("./notice-list")).NoticeList);

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
        <NoticeList notices={notices} onChoose={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
