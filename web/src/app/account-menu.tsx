import { Menu, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSignOut, type Me } from "@/api/auth";
import { AccountButton } from "./account-button";
import { DENSITIES, SCHEMES, usePreferences } from "./preferences";

export function AccountMenu({ identity }: { identity: Me["identity"] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { preferences, change } = usePreferences(identity.id);
  const leave = () => signOut.mutate(undefined, { onSettled: () => void navigate({ to: "/sign-in" }) });
  return (
    <Menu position="bottom-end" width={220} defaultOpened>
      <Menu.Target>
        <AccountButton identity={identity} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} truncate c="var(--mantine-color-text)">
            {identity.name}
          </Text>
          <Text size="xs" truncate>
            {identity.email}
          </Text>
        </Menu.Label>
        <Menu.Item onClick={() => void navigate({ to: "/account" })}>{t("shell.account")}</Menu.Item>
        {identity.is_admin && <Menu.Item onClick={() => void navigate({ to: "/admin" })}>{t("admin.title")}</Menu.Item>}
        <Menu.Divider />
        <Menu.Label>{t("shell.appearance")}</Menu.Label>
        <Menu.RadioGroup value={preferences.scheme}>
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme} onChange={() => change({ scheme })}>
              {t(`shell.scheme.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t("shell.density")}</Menu.Label>
        <Menu.RadioGroup value={preferences.density}>
          {DENSITIES.map((density) => (
            <Menu.RadioItem key={density} value={density} onChange={() => change({ density })}>
              {t(`shell.densities.${density}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={leave}>{t("shell.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
