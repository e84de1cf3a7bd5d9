import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { COLUMNS, isHidden, toggled, type ItemSearch, type ItemSearchChange } from "./item-search";

export function ColumnMenu({ search, onChange }: { search: ItemSearch; onChange: (part: ItemSearchChange) => void }) {
  const { t } = useTranslation();
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default">{t("items.columns")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {COLUMNS.map((column) => (
          <Menu.CheckboxItem key={column} checked={!isHidden(search, column)} onChange={() => onChange({ hide: toggled(search, column) })}>
            {t(`items.${column}`)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
