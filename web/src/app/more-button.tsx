import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./project-nav.module.css";
import type { ProjectPage } from "./project-pages";

export interface MoreProps {
  projectId: string;
  pages: ProjectPage[];
}

/** Opens the pages for which the navigation has no room. */
export function MoreButton(button: UnstyledButtonProps & Omit<ComponentPropsWithRef<"button">, keyof UnstyledButtonProps>) {
  const { t } = useTranslation();
  return (
    <UnstyledButton aria-haspopup="menu" {...button} className={classes.link ?? ""} fz="sm">
      {t("nav.more")}
    </UnstyledButton>
  );
}
