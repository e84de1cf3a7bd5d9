import { useTranslation } from "react-i18next";
import { usePublishGuide, useSaveGuide } from "@/api/guides";
import type { Schemas } from "@/api/problem";
import { staleDocument } from "@/api/stale";
import { DocumentEditor } from "@/shared/ui/document-editor";
import { Section } from "@/shared/ui/section";

export function GuideEditor({ projectId, guide }: { projectId: string; guide: Schemas["GuideOut"] }) {
  const { t } = useTranslation();
  const save = useSaveGuide(projectId);
  const publish = usePublishGuide(projectId);
  const stale = staleDocument(save.error);
  return (
    <Section title={t("guide.title")} intro={t("guide.editIntro")}>
      <DocumentEditor
        label={t("guide.source")}
        stored={guide}
        published={guide.published_number === null ? t("document.neverPublished") : t("document.published", { number: guide.published_number })}
        save={save}
        publish={publish}
        theirs={stale === null ? null : { source: String(stale.theirs), revision: stale.revision }}
      />
    </Section>
  );
}
