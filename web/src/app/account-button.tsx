import { Avatar, UnstyledButton, VisuallyHidden, type UnstyledButtonProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "@/api/auth";

interface AccountButtonProps extends UnstyledButtonProps, Omit<ComponentPropsWithRef<"button">, keyof UnstyledButtonProps> {
  identity: Me["identity"];
}

/** Whose session this is; opens the account menu. */
export function AccountButton({ identity, ...button }: AccountButtonProps) {
  const { t } = useTranslation();
  return (
    <UnstyledButton aria-haspopup="menu" {...button}>
      <VisuallyHidden>{t("shell.accountOf", { name: identity.name })}</VisuallyHidden>
      <Avatar name={identity.name} color="gray" variant="filled" autoContrast size={32} aria-hidden="true" />
    </UnstyledButton>
  );
}
