import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Home } from "@/api/home";
import { DateTime } from "@/shared/ui/date-time";
import { TextLink } from "@/shared/ui/link-button";
import { Section } from "@/shared/ui/section";

const VERDICTS = ["accept", "fix", "return", "reject"] as const;

/** What changed while the person was away: guides, and verdicts on their work. */
export function HomeNews({ home }: { home: Home }) {
  const { t } = useTranslation();
  const counts = VERDICTS.map((verdict) => ({ verdict, count: home.verdict_counts[verdict] ?? 0 })).filter(({ count }) => count > 0);
  return (
    <Section
      title={t("home.news")}
      intro={
        <>
          {t("home.newsSince")} <DateTime iso={home.since} />
        </>
      }
    >
      {home.guides.length + home.verdicts.length === 0 && <Text size="sm">{t("home.noNews")}</Text>}
      {home.guides.map((guide) => (
        <Guide key={guide.version_id} guide={guide} />
      ))}
      {counts.length > 0 && (
        <Group gap="xs">
          {counts.map(({ verdict, count }) => (
            <Badge key={verdict} variant="default">
              {t(`home.verdicts.${verdict}`)}: {count}
            </Badge>
          ))}
        </Group>
      )}
      <Stack gap="sm" component="ul" m={0} p={0}>
        {home.verdicts.map((verdict) => (
          <Verdict key={verdict.submission_id} verdict={verdict} />
        ))}
      </Stack>
    </Section>
  );
}

function Guide({ guide }: { guide: Home["guides"][number] }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("home.newGuide", { title: guide.title, number: guide.number })}
      </Text>
      <Text size="sm">
        {guide.note} <TextLink underline="always" to="/projects/$projectId/guide" params={{ projectId: guide.project_id }} size="sm">
          {t("home.readGuide")}
        </TextLink>
      </Text>
    </div>
  );
}

function Verdict({ verdict }: { verdict: Home["verdicts"][number] }) {
  const { t } = useTranslation();
  const name = verdict.excerpt ?? verdict.external_id ?? verdict.item_id;
  return (
    <li style={{ listStyle: "none" }}>
      <Text size="sm" lineClamp={1} dir="auto">
        {verdict.verdict === "return" ? (
          <TextLink underline="always" to="/projects/$projectId/work" params={{ projectId: verdict.project_id }} inherit>
            {name}
          </TextLink>
        ) : (
          name
        )}
      </Text>
      <Text size="xs" c="dimmed">
        <Text span inherit fw={600} c="var(--mantine-color-text)">
          {t(`home.verdicts.${verdict.verdict}`)}
        </Text>
        {verdict.n_findings > 0 && `, ${t("home.findings", { count: verdict.n_findings })}`} · {verdict.project_name} ·{" "}
        <DateTime iso={verdict.reviewed_at} />
      </Text>
    </li>
  );
}
