import { Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { BellButton } from "./bell-button";
import { NoticeList } from "./notice-list";
import type { Notice } from "./notices";

export interface NoticeBellProps {
  notices: Notice[];
  unseen: number;
  onSeen: () => void;
}

/** What is new, one key press away; nothing pops up by itself while somebody works. */
export function NoticeBell({ notices, unseen, onSeen }: NoticeBellProps) {
  const { t } = useTranslation();
  const [opened, { close, toggle }] = useDisclosure(true);
  return (
    <Popover opened={opened} onChange={close} onClose={onSeen} position="bottom-end" width={360} trapFocus withRoles={false}>
      <Popover.Target>
        <BellButton unseen={unseen} aria-expanded={opened} onClick={toggle} />
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label={t("notices.title")}>
        <NoticeList notices={notices} onChoose={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
