import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { GuideDraft } from "@/api/guide-draft";
import { guideDiffQuery, guideVersionsQuery } from "@/api/guides";
import { DateTime } from "@/shared/ui/date-time";
import { LinkButton, TextLink } from "@/shared/ui/link-button";
import { Section } from "@/shared/ui/section";
import { kindsOf } from "./change-kinds";

interface GuideCardProps {
  projectId: string;
  draft: GuideDraft;
}

/** How far the guide is, and the way to where it is written. */
export function GuideCard({ projectId, draft }: GuideCardProps) {
  const { t } = useTranslation();
  const nRules = draft.rules.filter(({ kind }) => kind === "rule").length;
  return (
    <Section
      title={t("guide.title")}
      intro={t("guideCard.intro")}
      actions={
        <Group gap="sm">
          <LinkButton to="/projects/$projectId/guide/edit" params={{ projectId }} search={{ tool: "import" }} variant="default">
            {t("guideEdit.import.open")}
          </LinkButton>
          <LinkButton to="/projects/$projectId/guide/edit" params={{ projectId }}>
            {t("guideEdit.pageTitle")}
          </LinkButton>
        </Group>
      }
    >
      <Stack gap="xs">
        <Text size="sm">
          {draft.revision === 0 ? t("guideCard.begun") : t("guideCard.rules", { count: nRules })}
        </Text>
        {draft.faults.length > 0 && (
          <Text size="sm" c="var(--copydesk-warn)">
            {t("guideCard.faults", { count: draft.faults.length })}
          </Text>
        )}
        <Published projectId={projectId} />
      </Stack>
    </Section>
  );
}

/** The newest version, and whether the draft says anything else. */
function Published({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const versions = useQuery(guideVersionsQuery(projectId));
  const newest = versions.data?.items[0];
  const diff = useQuery({ ...guideDiffQuery(projectId, {}), enabled: newest !== undefined });
  if (versions.data === undefined) return null;
  if (newest === undefined) return <Text size="sm">{t("guideCard.nonePublished")}</Text>;
  const nChanges = diff.data?.changes.filter((change) => kindsOf(change).length > 0).length ?? 0;
  const isChanged = nChanges > 0 || diff.data?.preface_changed === true;
  return (
    <>
      <Text size="sm">
        {t("guideCard.published", { number: newest.number })} <DateTime iso={newest.published_at} />
        {newest.note !== "" && ` · ${newest.note}`}
      </Text>
      {diff.data !== undefined && (
        <Text size="sm">
          {isChanged ? (
            <TextLink to="/projects/$projectId/guide/changes" params={{ projectId }} size="sm">
              {t("guideCard.changed", { count: nChanges, number: newest.number })}
            </TextLink>
          ) : (
            t("guideCard.same", { number: newest.number })
          )}
        </Text>
      )}
    </>
  );
}
