import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSetup } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { useFields } from "./use-fields";

export function SetupForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const setup = useSetup();
  const { values, input } = useFields({ email: "", name: "", password: "" });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setup.mutate(values, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        {setup.error !== null && <ErrorNotice error={setup.error} title={t("auth.setupFailed")} />}
        <TextInput label={t("auth.name")} autoComplete="name" required {...input("name")} />
        <TextInput label={t("auth.email")} type="email" autoComplete="username" required {...input("email")} />
        <PasswordInput
          label={t("auth.password")}
          description={t("auth.passwordRule")}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": t("auth.showPassword") }}
          required
          {...input("password")}
        />
        <Button type="submit" loading={setup.isPending}>
          {t("auth.createAdmin")}
        </Button>
      </Stack>
    </form>
  );
}
