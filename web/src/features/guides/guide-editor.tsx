import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { guideVersionsQuery, usePublishGuide, useSaveGuide } from "@/api/guides";
import type { Schemas } from "@/api/problem";
import { staleDocument } from "@/api/stale";
import { DocumentEditor } from "@/shared/ui/document-editor";
import { Section } from "@/shared/ui/section";

export function GuideEditor({ projectId, guide }: { projectId: string; guide: Schemas["GuideOut"] }) {
  const { t } = useTranslation();
  const versions = useQuery(guideVersionsQuery(projectId));
  const save = useSaveGuide(projectId);
  const publish = usePublishGuide(projectId);
  const stale = staleDocument(save.error);
  return (
    <Section title={t("guide.title")} intro={t("guide.editIntro")}>
      <DocumentEditor
        label={t("guide.source")}
        stored={guide}
        faults={guide.faults}
        publishedNumber={versions.data?.items[0]?.number ?? null}
        save={save}
        publish={publish}
        theirs={stale === null ? null : { source: String(stale.theirs), revision: stale.revision }}
      />
    </Section>
  );
}
