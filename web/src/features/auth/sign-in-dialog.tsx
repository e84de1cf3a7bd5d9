import { Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SignInForm } from "./sign-in-form";

/** Over the page: what was typed stays where it is. */
export function SignInDialog({ opened, email }: { opened: boolean; email: string }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={() => undefined} withCloseButton={false} title={t("auth.again.title")}>
      <Stack gap="md">
        <Text size="sm">{t("auth.again.text")}</Text>
        <SignInForm email={email} onDone={() => undefined} />
      </Stack>
    </Modal>
  );
}
