import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { useAcceptInvitation } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { useFields } from "./use-fields";

interface InvitationFormProps {
  accept: ReturnType<typeof useAcceptInvitation>;
  /** Null when the invitation is for whoever has the link. */
  email: string | null;
}

/** For somebody without an account: joining makes it. */
export function InvitationForm({ accept, email }: InvitationFormProps) {
  const { t } = useTranslation();
  const { values, input } = useFields({ email: email ?? "", name: "", password: "" });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate(values);
      }}
    >
      <Stack gap="md">
        {accept.error !== null && <ErrorNotice error={accept.error} title={t("auth.acceptFailed")} />}
        <TextInput
          label={t("auth.email")}
          type="email"
          readOnly={email !== null}
          autoComplete="username"
          required
          {...input("email")}
        />
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
