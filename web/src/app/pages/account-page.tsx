import "@/shared/i18n/account";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import { Appearance } from "@/app/appearance";
import { PasswordForm } from "@/features/auth/password-form";
import { ProfileForm } from "@/features/auth/profile-form";
import { SessionList } from "@/features/auth/session-list";
import { TokenList } from "@/features/auth/token-list";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";

export function AccountPage() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  return (
    <Page title={t("shell.account")} size="md">
      <Loaded query={me}>
        {({ identity }) => (
          <>
            <ProfileForm identity={identity} />
            <Appearance identityId={identity.id} />
            <PasswordForm />
            <SessionList />
            <TokenList />
          </>
        )}
      </Loaded>
    </Page>
  );
}
