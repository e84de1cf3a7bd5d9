import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAcceptInvitation } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";

/** For somebody who is signed in: the project joins the account that they have. */
export function InvitationJoin({ token, name, onDone }: { token: string; name: string; onDone: () => void }) {
  const { t } = useTranslation();
  const accept = useAcceptInvitation(token);
  return (
    <Stack gap="md">
      {accept.error !== null && <ErrorNotice error={accept.error} title={t("auth.acceptFailed")} />}
      <Text size="sm">{t("auth.signedInAs", { name })}</Text>
      <Button loading={accept.isPending} onClick={() => accept.mutate({}, { onSuccess: onDone })}>
        {t("auth.accept")}
      </Button>
    </Stack>
  );
}
