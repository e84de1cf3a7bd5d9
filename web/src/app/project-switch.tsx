import { Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { presentOf, SwitchButton, type SwitchProps } from "./switch-button";

/** The project at hand, and the way to the others. */
export function ProjectSwitch({ memberships, projectId }: SwitchProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const present = presentOf({ memberships, projectId });
  return (
    <Menu position="bottom-start" width={300} defaultOpened>
      <Menu.Target>
        <SwitchButton memberships={memberships} projectId={projectId} />
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
