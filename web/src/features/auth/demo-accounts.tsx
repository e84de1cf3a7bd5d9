import { Button, Divider, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { demoAccountsQuery, useDemoSignIn } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";

/** One click for each role; only a demo install offers it. */
export function DemoAccounts({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
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
          disabled={signIn.isPending}
          onClick={() => signIn.mutate(account.email, { onSuccess: onDone })}
        >
          {t("auth.demoAs", { role: account.role, name: account.name })}
        </Button>
      ))}
    </Stack>
  );
}
