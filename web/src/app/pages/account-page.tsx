import { useTranslation } from "react-i18next";
import { TokenList } from "@/features/auth/token-list";
import { Page } from "@/shared/ui/page";

export function AccountPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("shell.account")} size="md">
      <TokenList />
    </Page>
  );
}
