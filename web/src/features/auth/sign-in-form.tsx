import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSignIn } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { useFields } from "./use-fields";

interface SignInFormProps {
  /** Given when somebody signs in again in the middle of their work. */
  email?: string;
  onDone: () => void;
}

export function SignInForm({ email = "", onDone }: SignInFormProps) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const { values, input } = useFields({ email, password: "" });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate(values, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        {signIn.error !== null && <ErrorNotice error={signIn.error} title={t("auth.signInFailed")} />}
        <TextInput label={t("auth.email")} type="email" autoComplete="username" required {...input("email")} />
        <PasswordInput
          label={t("auth.password")}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t("auth.showPassword") }}
          required
          {...input("password")}
        />
        <Button type="submit" loading={signIn.isPending}>
          {t("auth.signIn")}
        </Button>
      </Stack>
    </form>
  );
}
