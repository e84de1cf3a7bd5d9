import { Text, UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import type { Membership } from "@/api/auth";
import { Icon } from "@/shared/ui/icon";
import classes from "./shell.module.css";

export interface SwitchProps {
  memberships: Membership[];
  projectId: string | undefined;
}

export function presentOf({ memberships, projectId }: SwitchProps): Membership | undefined {
  return memberships.find((membership) => membership.project_id === projectId);
}

interface SwitchButtonProps extends SwitchProps, UnstyledButtonProps, Omit<ComponentPropsWithRef<"button">, keyof UnstyledButtonProps> {}

/** The project at hand; opens the list of the others. */
export function SwitchButton({ memberships, projectId, ...button }: SwitchButtonProps) {
  const { t } = useTranslation();
  const present = presentOf({ memberships, projectId });
  return (
    <UnstyledButton aria-haspopup="menu" {...button} className={classes.switch ?? ""} title={present?.project_name}>
      <Text size="sm" fw={600} truncate>
        {present?.project_name ?? t("shell.projects")}
      </Text>
      <Icon name="chevron" size={14} />
    </UnstyledButton>
  );
}
