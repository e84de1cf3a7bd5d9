import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAcceptInvitation } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { useFields } from "./use-fields";

export function InvitationForm({ token, email, onDone }: { token: string; email: string; onDone: () => void }) {
  const { t } = useTranslation();
  const accept = useAcceptInvitation(token);
  const { values, input } = useFields({ name: "", password: "" });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate(values, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        {accept.error !== null && <ErrorNotice error={accept.error} title={t("auth.acceptFailed")} />}
        <TextInput label={t("auth.email")} value={email} readOnly autoComplete="username" />
        <TextInput label={t("auth.name")} autoComplete="name" required {...input("name")} />
        <PasswordInput
          label={t("auth.password")}
          description={t("auth.passwordRule")}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": t("auth.showPassword") }}
          required
          {...input("password")}
        />
        <Button type="submit" loading={accept.isPending}>
          {t("auth.accept")}
        </Button>
      </Stack>
    </form>
  );
}
