import { Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "@/shared/ui/section";
import { DENSITIES, SCHEMES, usePreferences } from "./preferences";

/** Light or dark, and how much air; for one person in this browser. */
export function Appearance({ identityId }: { identityId: string }) {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences(identityId);
  return (
    <Section title={t("account.looks")} intro={t("account.looksIntro")}>
      <Group gap="xl">
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            {t("shell.appearance")}
          </Text>
          <SegmentedControl
            aria-label={t("shell.appearance")}
            data={SCHEMES.map((value) => ({ value, label: t(`shell.scheme.${value}`) }))}
            value={preferences.scheme}
            onChange={(scheme) => change({ scheme })}
          />
        </Stack>
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            {t("shell.density")}
          </Text>
          <SegmentedControl
            aria-label={t("shell.density")}
            data={DENSITIES.map((value) => ({ value, label: t(`shell.densities.${value}`) }))}
            value={preferences.density}
            onChange={(density) => change({ density })}
          />
        </Stack>
      </Group>
    </Section>
  );
}
