import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";

interface MovedNoticeProps {
  /** The rule that was moved last; null when there is nothing to take back. */
  moved: DraftRule | null;
  rules: DraftRule[];
  onUndo: () => void;
}

/** Says where a rule went, and takes it back. */
export function MovedNotice({ moved, rules, onUndo }: MovedNoticeProps) {
  const { t } = useTranslation();
  const section = rules.find(({ key }) => key === moved?.parent_key);
  return (
    <div role="status">
      {moved !== null && (
        <Group gap="xs" mt="xs" wrap="nowrap" justify="space-between">
          <Text size="sm" lineClamp={2}>
            {section === undefined ? t("guideEdit.moved", { title: moved.title }) : t("guideEdit.movedInto", { title: moved.title, section: section.title })}
          </Text>
          <Button size="compact-sm" variant="default" flex="none" onClick={onUndo}>
            {t("guideEdit.undo")}
          </Button>
        </Group>
      )}
    </div>
  );
}
