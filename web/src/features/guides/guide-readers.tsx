import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { guideReadersQuery } from "@/api/guides";
import { DateTime } from "@/shared/ui/date-time";
import { ListTable } from "@/shared/ui/list-table";
import { Loaded } from "@/shared/ui/loaded";
import { useRoleText } from "@/shared/ui/use-role-text";

/** Who has read which version of the guide. */
export function GuideReaders({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const readers = useQuery(guideReadersQuery(projectId));
  return (
    <Stack gap="md">
      <Text c="dimmed">{t("guideChange.readersIntro")}</Text>
      <Loaded query={readers}>
        {({ readers: rows }) => (
          <ListTable
            label={t("guideChange.readers")}
            rows={rows}
            rowKey={({ member_id }) => member_id}
            empty={t("guideChange.noReaders")}
            columns={[
              { key: "reader", title: t("guideChange.reader"), cell: ({ name, pseudonym }) => name ?? pseudonym },
              { key: "state", title: t("guideChange.state"), cell: ({ is_pending }) => <ReaderState isPending={is_pending} /> },
              { key: "knows", title: t("guideChange.knows"), cell: ({ known_number }) => t("guide.versionOnly", { number: known_number }) },
              {
                key: "confirmed",
                title: t("guideChange.confirmedAt"),
                cell: ({ acknowledged_at }) => (acknowledged_at === null ? t("guideChange.never") : <DateTime iso={acknowledged_at} />),
              },
              { key: "role", title: t("people.role"), cell: ({ role }) => roleText(role) },
            ]}
          />
        )}
      </Loaded>
    </Stack>
  );
}

function ReaderState({ isPending }: { isPending: boolean }) {
  const { t } = useTranslation();
  return isPending ? (
    <Text span inherit c="var(--copydesk-warn)">
      {t("guideChange.isPending")}
    </Text>
  ) : (
    t("guideChange.isCurrent")
  );
}
