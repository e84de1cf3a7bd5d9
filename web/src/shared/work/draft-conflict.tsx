import { Button, Group, Modal, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./draft-conflict.module.css";

interface DraftConflictProps {
  mine: ReactNode;
  theirs: ReactNode;
  onMine: () => void;
  onTheirs: () => void;
}

/** The same task was changed in another window: both versions side by side, and nothing lost before the choice. */
export function DraftConflict({ mine, theirs, onMine, onTheirs }: DraftConflictProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} size="xl" title={t("work.conflict.title")}>
      <Stack>
        <Text size="sm">{t("work.conflict.text")}</Text>
        <SimpleGrid cols={2} className={classes.versions ?? ""}>
          <Version title={t("work.conflict.mine")}>{mine}</Version>
          <Version title={t("work.conflict.theirs")}>{theirs}</Version>
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={onTheirs}>
            {t("work.conflict.takeTheirs")}
          </Button>
          <Button onClick={onMine} data-autofocus>
            {t("work.conflict.keepMine")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Version({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Text fw={600} size="sm" mb="xs">
        {title}
      </Text>
      {children}
    </section>
  );
}
