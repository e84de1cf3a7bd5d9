import { AppShell, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import { membershipIn } from "@/api/permissions";
import { SignInAgain } from "@/features/auth/sign-in-again";
import { TextLink } from "@/shared/ui/link-button";
import { AccountMenu } from "./account-menu";
import { ProjectNav } from "./project-nav";

export function Shell() {
  const { t } = useTranslation();
  const { projectId } = useParams({ strict: false });
  const me = useQuery(meQuery);
  const membership = projectId === undefined ? null : membershipIn(me.data, projectId);
  return (
    <AppShell header={{ height: 52 }} padding={0}>
      <AppShell.Header>
        <a href="#content" className="skip-link">
          {t("shell.skip")}
        </a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="md" wrap="nowrap" miw={0}>
            <TextLink to="/" fw={700} underline="never">
              Copydesk
            </TextLink>
            {membership !== null && (
              <Text size="sm" fw={600} truncate maw="14rem">
                {membership.project_name}
              </Text>
            )}
            {projectId !== undefined && <ProjectNav projectId={projectId} />}
          </Group>
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <SignInAgain />
    </AppShell>
  );
}
