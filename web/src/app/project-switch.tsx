import { Menu, Text, UnstyledButton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Membership } from "@/api/auth";
import { Icon } from "@/shared/ui/icon";
import classes from "./shell.module.css";

/** The project at hand, and the way to the others. */
export function ProjectSwitch({ memberships, projectId }: { memberships: Membership[]; projectId: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (memberships.length === 0) return null;
  const present = memberships.find((membership) => membership.project_id === projectId);
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <UnstyledButton className={classes.switch ?? ""} title={present?.project_name}>
          <Text size="sm" fw={600} truncate>
            {present?.project_name ?? t("shell.projects")}
          </Text>
          <Icon name="chevron" size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <Menu.Label>{t("shell.projects")}</Menu.Label>
        {memberships.map((membership) => (
          <Menu.Item
            key={membership.project_id}
            fw={membership === present ? 600 : 400}
            onClick={() => void navigate({ to: "/projects/$projectId", params: { projectId: membership.project_id } })}
          >
            {membership.project_name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: "/" })}>{t("home.title")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
