import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HomeDraft } from "@/api/home";
import { DateTime } from "@/shared/ui/date-time";
import { LinkButton } from "@/shared/ui/link-button";
import { Section } from "@/shared/ui/section";

/** Unsent work, the last saved first. */
export function HomeDrafts({ drafts }: { drafts: HomeDraft[] }) {
  const { t } = useTranslation();
  if (drafts.length === 0) return null;
  return (
    <Section title={t("home.drafts")} intro={t("home.draftsIntro")}>
      <Stack gap="sm" component="ul" m={0} p={0}>
        {drafts.map((draft) => (
          <Draft key={draft.slot_id} draft={draft} />
        ))}
      </Stack>
    </Section>
  );
}

function Draft({ draft }: { draft: HomeDraft }) {
  const { t } = useTranslation();
  const name = draft.excerpt ?? draft.external_id ?? draft.item_id;
  const to = draft.stage === "review" ? "/projects/$projectId/review" : "/projects/$projectId/work";
  return (
    <Group component="li" justify="space-between" wrap="nowrap" style={{ listStyle: "none" }}>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" lineClamp={1} dir="auto">
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {draft.project_name} · {t(`stage.${draft.stage}`)} · {t("home.savedAt")} <DateTime iso={draft.saved_at} />
          {draft.is_in_hand && ` · ${t("home.inHand")}`}
          {!draft.is_free && ` · ${t("home.taken")}`}
        </Text>
      </div>
      <LinkButton
        to={to}
        params={{ projectId: draft.project_id }}
        search={{ slot: draft.slot_id }}
        variant="default"
        size="xs"
        flex="none"
        aria-label={t("home.resumeOf", { name })}
      >
        {t("home.resume")}
      </LinkButton>
    </Group>
  );
}
