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
          <Menu.Item
            key={column}
            role="menuitemcheckbox"
            aria-checked={!isHidden(search, column)}
            leftSection={<span aria-hidden>{isHidden(search, column) ? "☐" : "☑"}</span>}
            onClick={() => onChange({ hide: toggled(search, column) })}
          >
            {t(`items.${column}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
