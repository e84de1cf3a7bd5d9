import { Button, Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { activityUrl, type ActivityFilter } from "@/api/audit";
import { EVENT_NOUNS } from "@/shared/events/sentence";

interface ActivityFiltersProps {
  projectId: string;
  filter: ActivityFilter;
  members: { data: { value: string; label: string }[]; onSearch: (typed: string) => void };
  onChange: (filter: ActivityFilter) => void;
}

export function ActivityFilters({ projectId, filter, members, onChange }: ActivityFiltersProps) {
  const { t } = useTranslation();
  const set = (key: keyof ActivityFilter, value: string | null) => {
    const others = Object.entries(filter).filter(([name]) => name !== key);
    onChange(Object.fromEntries(value === null ? others : [...others, [key, value]]));
  };
  return (
    <Group align="flex-end">
      <Select
        label={t("activity.person")}
        placeholder={t("activity.anybody")}
        data={members.data}
        onSearchChange={members.onSearch}
        filter={({ options }) => options}
        value={filter.member_id ?? null}
        onChange={(value) => set("member_id", value)}
        clearable
        clearButtonProps={{ "aria-label": t("activity.anybody") }}
        searchable
      />
      <Select
        label={t("activity.about")}
        placeholder={t("activity.anything")}
        data={EVENT_NOUNS.map((value) => ({ value, label: t(`activity.nouns.${value}`) }))}
        value={filter.action ?? null}
        onChange={(value) => set("action", value)}
        clearable
        clearButtonProps={{ "aria-label": t("activity.anything") }}
        searchable
      />
      <Button component="a" variant="default" href={activityUrl(projectId, "csv", filter)} download>
        {t("activity.csv")}
      </Button>
      <Button component="a" variant="default" href={activityUrl(projectId, "jsonl", filter)} download>
        {t("activity.jsonl")}
      </Button>
    </Group>
  );
}
