import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AuthCard } from "@/features/auth/auth-card";
import { SetPasswordForm } from "@/features/auth/set-password-form";

export function SetPasswordPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { token } = useParams({ from: "/set-password/$token" });
  return (
    <AuthCard title={t("auth.setPassword")} intro={t("auth.setPasswordIntro")}>
      <SetPasswordForm token={token} onDone={() => void navigate({ to: "/" })} />
    </AuthCard>
  );
}
