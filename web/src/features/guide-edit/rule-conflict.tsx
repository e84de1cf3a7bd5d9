import { Alert, Button, Group, SimpleGrid, Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RuleConflict } from "@/api/guide-draft";
import { TextDiff } from "@/shared/ui/text-diff";
import classes from "./guide-edit.module.css";
import type { RuleKeeper } from "./rule-keeper";

interface RuleConflictProps {
  keeper: RuleKeeper;
  mine: string;
  conflict: RuleConflict;
  onRestore: (keeper: RuleKeeper) => void;
}

/** Both texts of a rule that two people changed; nothing is overwritten until somebody has chosen. */
export function RuleConflictNotice({ keeper, mine, conflict: { theirs, base }, onRestore }: RuleConflictProps) {
  const { t } = useTranslation();
  const take = () => void keeper.takeTheirs();
  const keep = () => (base === null ? onRestore(keeper) : keeper.keepMine(base));
  return (
    <Alert color="yellow" role="alert" title={t(theirs === null ? "guideEdit.gone" : "guideEdit.overtaken")}>
      <Stack gap="sm">
        {theirs !== null && (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Textarea label={t("guideEdit.theirs")} value={theirs} readOnly rows={10} classNames={{ input: classes.source ?? "" }} />
            <Textarea label={t("guideEdit.mine")} value={mine} readOnly rows={10} classNames={{ input: classes.source ?? "" }} />
          </SimpleGrid>
        )}
        <Group>
          <Button size="xs" variant="default" onClick={take}>
            {t("guideEdit.takeTheirs")}
          </Button>
          <Button size="xs" variant="default" onClick={keep}>
            {t("guideEdit.keepMine")}
          </Button>
        </Group>
        {theirs !== null && (
          <>
            <Text size="sm">{t("guideEdit.fromTheirs")}</Text>
            <TextDiff before={theirs} after={mine} />
          </>
        )}
      </Stack>
    </Alert>
  );
}
