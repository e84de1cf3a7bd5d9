import { Button, Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Compared } from "@/api/guides";
import type { Schemas } from "@/api/problem";
import classes from "./rule-change.module.css";
import { SeverityChips } from "./severity-chips";

const DRAFT = "draft";

interface CompareControlsProps {
  versions: Schemas["GuideVersionSummaryOut"][];
  compared: Compared;
  /** Only who may write the guide sees its draft. */
  withDraft: boolean;
  onChange: (compared: Compared) => void;
}

/** Which two states of the guide stand beside each other, and which severities are shown. */
export function CompareControls({ versions, compared, withDraft, onChange }: CompareControlsProps) {
  const { t } = useTranslation();
  const choices = versions.map(({ id, number, note }) => ({
    value: id,
    label: note === "" ? t("guide.versionOnly", { number }) : t("guide.versionChoice", { number, note }),
  }));
  const chooseNew = (id: string | null) => onChange({ ...compared, new: id === DRAFT || id === null ? undefined : id });
  return (
    <Group align="flex-end" gap="md" className={classes.controls ?? ""}>
      <Select
        label={t("guideChange.from")}
        data={choices}
        value={compared.old ?? null}
        onChange={(id) => onChange({ ...compared, old: id ?? undefined })}
        allowDeselect={false}
        w="18rem"
      />
      <Select
        label={t("guideChange.to")}
        data={withDraft ? [{ value: DRAFT, label: t("guideChange.draft") }, ...choices] : choices}
        value={compared.new ?? DRAFT}
        onChange={chooseNew}
        allowDeselect={false}
        w="18rem"
      />
      <SeverityChips label={t("guideChange.severity")} chosen={compared.severity ?? []} onChange={(severity) => onChange({ ...compared, severity })} />
      <Button variant="default" onClick={() => window.print()}>
        {t("guideChange.print")}
      </Button>
    </Group>
  );
}
