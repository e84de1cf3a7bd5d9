import { Button, Divider, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { demoAccountsQuery, useDemoSignIn } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { useRoleText } from "@/shared/ui/use-role-text";

/** One click for each role; only a demo install offers it. */
export function DemoAccounts({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const accounts = useQuery(demoAccountsQuery);
  const signIn = useDemoSignIn();
  if (accounts.data === undefined || accounts.data.length === 0) return null;
  return (
    <Stack gap="xs">
      <Divider label={t("auth.demo")} />
      {signIn.error !== null && <ErrorNotice error={signIn.error} title={t("auth.signInFailed")} />}
      {accounts.data.map((account) => (
        <Button
          key={account.email}
          variant="default"
          justify="space-between"
          rightSection={
            <Text span size="sm" c="dimmed" fw={400}>
              {roleText(account.role ?? "")}
            </Text>
          }
          fullWidth
          disabled={signIn.isPending}
          onClick={() => signIn.mutate(account.email, { onSuccess: onDone })}
        >
          {account.name}
        </Button>
      ))}
    </Stack>
  );
}
