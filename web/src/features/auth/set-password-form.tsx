import { Button, PasswordInput, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSetPassword } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { useFields } from "./use-fields";

export function SetPasswordForm({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation();
  const set = useSetPassword(token);
  const { values, input } = useFields({ password: "" });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(values.password, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        {set.error !== null && <ErrorNotice error={set.error} title={t("auth.notSet")} />}
        <PasswordInput
          label={t("auth.newPassword")}
          description={t("auth.passwordRule")}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": t("auth.showPassword") }}
          required
          {...input("password")}
        />
        <Button type="submit" loading={set.isPending}>
          {t("auth.setPassword")}
        </Button>
      </Stack>
    </form>
  );
}
