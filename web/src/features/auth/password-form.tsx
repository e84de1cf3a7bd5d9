import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangePassword } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";

export function PasswordForm() {
  const { t } = useTranslation();
  const change = useChangePassword();
  const [present, setPresent] = useState("");
  const [next, setNext] = useState("");
  const toggle = { "aria-label": t("auth.showPassword") };
  const clear = () => {
    setPresent("");
    setNext("");
  };
  return (
    <Section title={t("auth.password")} intro={t("account.passwordIntro")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ present, new: next }, { onSuccess: clear });
        }}
      >
        <Stack gap="md" maw="28rem">
          {change.error !== null && <ErrorNotice error={change.error} title={t("auth.notSet")} />}
          <PasswordInput
            label={t("account.present")}
            value={present}
            onChange={(event) => setPresent(event.currentTarget.value)}
            autoComplete="current-password"
            visibilityToggleButtonProps={toggle}
            required
          />
          <PasswordInput
            label={t("auth.newPassword")}
            description={t("auth.passwordRule")}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
            required
          />
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t("account.change")}
            </Button>
            <Text size="sm" role="status">
              {change.isSuccess && next === "" ? t("account.changed") : ""}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
