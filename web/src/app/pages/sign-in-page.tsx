import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AuthCard } from "@/features/auth/auth-card";
import { DemoAccounts } from "@/features/auth/demo-accounts";
import { SignInForm } from "@/features/auth/sign-in-form";

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/sign-in" });
  // Only a path of our own: a link must not lead somebody who signs in to another site.
  const goOn = () => void navigate({ href: next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/" });
  return (
    <AuthCard title={t("auth.signIn")} intro={t("auth.signInIntro")}>
      <SignInForm onDone={goOn} />
      <DemoAccounts onDone={goOn} />
    </AuthCard>
  );
}
