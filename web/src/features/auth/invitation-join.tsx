import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { useAcceptInvitation } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";

interface InvitationJoinProps {
  accept: ReturnType<typeof useAcceptInvitation>;
  name: string;
}

/** For somebody who is signed in: the project joins the account that they have. */
export function InvitationJoin({ accept, name }: InvitationJoinProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      {accept.error !== null && <ErrorNotice error={accept.error} title={t("auth.acceptFailed")} />}
      <Text size="sm">{t("auth.signedInAs", { name })}</Text>
      <Button loading={accept.isPending} onClick={() => accept.mutate({})}>
        {t("auth.accept")}
      </Button>
    </Stack>
  );
}
