import { Code, CopyButton, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChangePerson, useErasePerson, usePasswordLink, type Person } from "@/api/admin";
import { ConfirmButton } from "@/shared/ui/confirm-button";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";

/** What an administrator may do with an account that is not their own. */
export function PersonActions({ person }: { person: Person }) {
  const { t } = useTranslation();
  const change = useChangePerson();
  const erase = useErasePerson();
  const name = person.name ?? person.id;
  const set = (body: { is_admin?: boolean; is_disabled?: boolean }) => change.mutate({ identity_id: person.id, ...body });
  const error = change.error ?? erase.error;
  return (
    <Stack gap="xs" role="group" aria-label={t("admin.actionsOf", { name })}>
      <Group gap={4}>
        {person.is_admin ? (
          <Button variant="subtle" size="compact-sm" onClick={() => set({ is_admin: false })}>
            {t("admin.unmakeAdmin")}
          </Button>
        ) : (
          <ConfirmButton
            variant="subtle"
            label={t("admin.makeAdmin")}
            title={t("admin.adminTitle", { name })}
            text={t("admin.adminText")}
            onConfirm={() => set({ is_admin: true })}
          />
        )}
        {person.disabled_at === null ? (
          <ConfirmButton
            variant="subtle"
            label={t("admin.disable")}
            title={t("admin.disableTitle", { name })}
            text={t("admin.disableText")}
            onConfirm={() => set({ is_disabled: true })}
          />
        ) : (
          <Button variant="subtle" size="compact-sm" onClick={() => set({ is_disabled: false })}>
            {t("admin.enable")}
          </Button>
        )}
        <PasswordLink person={person} name={name} />
        <ConfirmButton
          variant="subtle"
          color="red"
          label={t("admin.erase")}
          title={t("admin.eraseTitle", { name })}
          text={t("admin.eraseText")}
          word={t("admin.eraseWord")}
          onConfirm={() => erase.mutate(person.id)}
        />
      </Group>
      {error !== null && <ErrorNotice error={error} title={t("admin.notDone")} />}
    </Stack>
  );
}

function PasswordLink({ person, name }: { person: Person; name: string }) {
  const { t } = useTranslation();
  const make = usePasswordLink();
  return (
    <>
      <Button variant="subtle" size="compact-sm" loading={make.isPending} onClick={() => make.mutate(person.id)}>
        {t("admin.resetLink")}
      </Button>
      <Modal
        opened={make.data !== undefined || make.error !== null}
        onClose={make.reset}
        title={t("admin.linkTitle", { name })}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        {make.error !== null && <ErrorNotice error={make.error} />}
        {make.data !== undefined && (
          <Stack>
            <Text size="sm">{t("admin.linkText")}</Text>
            <Code block>{make.data.link}</Code>
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {t("admin.linkUntil")} <DateTime iso={make.data.expires_at} />
              </Text>
              <CopyButton value={make.data.link}>
                {({ copied, copy }) => <Button onClick={copy}>{copied ? t("copied") : t("copy")}</Button>}
              </CopyButton>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  );
}
