import { Alert, Button, Code, CopyButton, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useInvite } from "@/api/members";
import type { Role } from "@/api/projects";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";
import { roleOf, useRoleChoices } from "./roles";

export function InviteForm({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const invite = useInvite(projectId);
  const choices = useRoleChoices();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("annotator");
  return (
    <Section title={t("people.invite")} intro={t("people.inviteIntro")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate({ email: email === "" ? null : email, role }, { onSuccess: () => setEmail("") });
        }}
      >
        <Group align="flex-end">
          <TextInput
            type="email"
            label={t("people.inviteEmail")}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Select label={t("people.role")} data={choices} value={role} onChange={(chosen) => setRole(roleOf(chosen) ?? role)} allowDeselect={false} />
          <Button type="submit" loading={invite.isPending}>
            {t("people.makeLink")}
          </Button>
        </Group>
      </form>
      {invite.error !== null && <ErrorNotice error={invite.error} title={t("people.inviteFailed")} />}
      {invite.data !== undefined && <InvitationLink link={invite.data.link} />}
    </Section>
  );
}

function InvitationLink({ link }: { link: string }) {
  const { t } = useTranslation();
  const address = new URL(link, window.location.origin).href;
  return (
    <Alert color="green" title={t("people.linkReady")}>
      <Stack gap="xs">
        <Text size="sm">{t("people.linkMeaning")}</Text>
        <Code block>{address}</Code>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Group>
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? t("copied") : t("copy")}
              </Button>
            </Group>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
