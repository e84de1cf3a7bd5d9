import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { guideVersionsQuery } from "@/api/guides";

interface GuideVersionsProps {
  projectId: string;
  /** Null means the newest. */
  chosen: string | null;
  onChoose: (guideVersionId: string) => void;
}

/** Every published version can still be read: answers were written under it. */
export function GuideVersions({ projectId, chosen, onChoose }: GuideVersionsProps) {
  const { t } = useTranslation();
  const versions = useQuery(guideVersionsQuery(projectId));
  const items = versions.data?.items ?? [];
  if (items.length < 2) return null;
  const nameOf = (number: number, note: string) => (note === "" ? t("guide.versionOnly", { number }) : t("guide.versionChoice", { number, note }));
  return (
    <Select
      aria-label={t("guide.versions")}
      data={items.map(({ id, number, note }) => ({ value: id, label: nameOf(number, note) }))}
      value={chosen ?? items[0]?.id ?? null}
      onChange={(id) => {
        if (id !== null) onChoose(id);
      }}
      allowDeselect={false}
      w="min(24rem, 100%)"
    />
  );
}
