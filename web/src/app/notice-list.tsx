import { ScrollArea, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DateTime } from "@/shared/ui/date-time";
import type { Notice } from "./notices";
import classes from "./notice-list.module.css";

export function NoticeList({ notices, onChoose }: { notices: Notice[]; onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0, "aria-label": t("notices.title"), role: "region" }}>
      {notices.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {t("notices.none")}
        </Text>
      ) : (
        <Stack gap={0}>
          {notices.map((notice) => (
            <Link key={notice.id} to={notice.href} search={notice.search} className={classes.notice ?? ""} onClick={onChoose}>
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
  );
}
