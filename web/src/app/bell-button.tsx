import { ActionIcon, Indicator, type ActionIconProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/icon";

interface BellButtonProps extends ActionIconProps, Omit<ComponentPropsWithRef<"button">, keyof ActionIconProps> {
  unseen: number;
}

/** How many notices nobody has looked at. */
export function BellButton({ unseen, ...button }: BellButtonProps) {
  const { t } = useTranslation();
  const label = unseen > 0 ? t("notices.unseen", { count: unseen }) : t("notices.title");
  return (
    <Indicator disabled={unseen === 0} label={unseen} size={16} color="red" offset={4}>
      <ActionIcon variant="subtle" color="gray" c="var(--mantine-color-text)" size={32} aria-label={label} {...button}>
        <Icon name="bell" />
      </ActionIcon>
    </Indicator>
  );
}
