import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { invitationQuery, meQuery, useAcceptInvitation } from "@/api/auth";
import { hasStatus } from "@/api/problem";
import { AuthCard } from "@/features/auth/auth-card";
import { InvitationForm } from "@/features/auth/invitation-form";
import { InvitationJoin } from "@/features/auth/invitation-join";
import { LinkButton } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";

export function InvitePage() {
  const { t } = useTranslation();
  const { token } = useParams({ from: "/invite/$token" });
  const invitation = useQuery(invitationQuery(token));
  const me = useQuery({ ...meQuery, retry: false });
  const project = invitation.data?.project_name;
  const accept = useAcceptInvitation(token);
  if (accept.isSuccess) return <Navigate to="/" />;
  if (hasStatus(invitation.error, 404)) {
    return (
      <AuthCard title={t("auth.inviteGone")} intro={t("auth.inviteGoneText")}>
        <LinkButton to="/sign-in" variant="default">
          {t("auth.signIn")}
        </LinkButton>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t("auth.inviteTitle")} intro={project === undefined ? "" : t("auth.inviteIntro", { project })}>
      <Loaded query={invitation}>
        {({ email }) =>
          me.data === undefined || accept.isPending ? (
            <>
              <InvitationForm accept={accept} email={email} />
              <LinkButton to="/sign-in" search={{ next: `/invite/${token}` }} variant="subtle">
                {t("auth.haveAccount")}
              </LinkButton>
            </>
          ) : (
            <InvitationJoin accept={accept} name={me.data.identity.name} />
          )
        }
      </Loaded>
    </AuthCard>
  );
}
