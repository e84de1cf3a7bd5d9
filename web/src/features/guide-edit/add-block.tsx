import { Button, Group, Menu } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { CHECK_KINDS, type Block } from "./block-text";
import classes from "./guide-edit.module.css";

/** Writes a block into the rule: behind the one in hand, or at the end. */
export const AddBlock = memo(function AddBlock({ onAdd }: { onAdd: (block: Block) => void }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" role="group" aria-label={t("guideEdit.add")}>
      <Button size="xs" variant="default" onClick={() => onAdd("good")}>
        {t("guideEdit.addGood")}
      </Button>
      <Button size="xs" variant="default" onClick={() => onAdd("bad")}>
        {t("guideEdit.addBad")}
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default">
            {t("guideEdit.addCheck")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.kinds ?? ""}>
          {CHECK_KINDS.map((kind) => (
            <Menu.Item key={kind} onClick={() => onAdd(kind)}>
              {t(`guideEdit.kinds.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="default" onClick={() => onAdd("why")}>
        {t("guideEdit.addWhy")}
      </Button>
    </Group>
  );
});
