import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeMe, type Me } from "@/api/auth";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";

const LANGUAGES = ["en"] as const;

/** Name, language and time zone of the person who is signed in. */
export function ProfileForm({ identity }: { identity: Me["identity"] }) {
  const { t } = useTranslation();
  const change = useChangeMe();
  const [name, setName] = useState(identity.name);
  const [locale, setLocale] = useState(identity.locale);
  const [timeZone, setTimeZone] = useState(identity.time_zone);
  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isSame = name === identity.name && locale === identity.locale && timeZone === identity.time_zone;
  return (
    <Section title={t("account.profile")} intro={t("account.profileIntro")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ name, locale, time_zone: timeZone });
        }}
      >
        <Stack gap="md" maw="28rem">
          {change.error !== null && <ErrorNotice error={change.error} title={t("account.notSaved")} />}
          <TextInput label={t("auth.name")} value={name} onChange={(event) => setName(event.currentTarget.value)} autoComplete="name" required />
          <TextInput label={t("auth.email")} value={identity.email} readOnly />
          <Select
            label={t("account.language")}
            data={LANGUAGES.map((value) => ({ value, label: t(`account.languages.${value}`) }))}
            value={locale}
            onChange={(value) => setLocale(value ?? locale)}
            allowDeselect={false}
          />
          <Select
            label={t("account.timeZone")}
            placeholder={t("account.browserZone", { zone: browserZone })}
            data={Intl.supportedValuesOf("timeZone")}
            value={timeZone}
            onChange={setTimeZone}
            searchable
            clearable
            limit={100}
          />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={isSame}>
              {t("account.save")}
            </Button>
            <Text size="sm" role="status">
              {change.isSuccess && isSame ? t("account.saved") : ""}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
