import { Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import { hasStatus } from "@/api/problem";
import { SignInForm } from "./sign-in-form";

/** Shown over the page when the session has ended: what was typed stays where it is. */
export function SignInAgain() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const ended = me.data !== undefined && hasStatus(me.error, 401);
  return (
    <Modal opened={ended} onClose={() => undefined} withCloseButton={false} title={t("auth.again.title")}>
      <Stack gap="md">
        <Text size="sm">{t("auth.again.text")}</Text>
        <SignInForm email={me.data?.identity.email ?? ""} onDone={() => undefined} />
      </Stack>
    </Modal>
  );
}
