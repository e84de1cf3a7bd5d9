import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { invitationQuery } from "@/api/auth";
import { AuthCard } from "@/features/auth/auth-card";
import { InvitationForm } from "@/features/auth/invitation-form";
import { Loaded } from "@/shared/ui/loaded";

export function InvitePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { token } = useParams({ from: "/invite/$token" });
  const invitation = useQuery(invitationQuery(token));
  const project = invitation.data?.project_name;
  return (
    <AuthCard title={t("auth.inviteTitle")} intro={project === undefined ? "" : t("auth.inviteIntro", { project })}>
      <Loaded query={invitation}>
        {({ email }) => <InvitationForm token={token} email={email} onDone={() => void navigate({ to: "/" })} />}
      </Loaded>
    </AuthCard>
  );
}
