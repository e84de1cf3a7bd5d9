import { useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { setupQuery } from "@/api/auth";
import { AuthCard } from "@/features/auth/auth-card";
import { SetupForm } from "@/features/auth/setup-form";
import { Loaded } from "@/shared/ui/loaded";

export function SetUpPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const setup = useQuery(setupQuery);
  return (
    <AuthCard title={t("auth.setupTitle")} intro={t("auth.setupIntro")}>
      <Loaded query={setup}>
        {({ needed }) => (needed ? <SetupForm onDone={() => void navigate({ to: "/" })} /> : <Navigate to="/" />)}
      </Loaded>
    </AuthCard>
  );
}
