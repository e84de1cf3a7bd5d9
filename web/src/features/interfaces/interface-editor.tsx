import { useTranslation } from "react-i18next";
import { usePublishInterface, useSaveInterface } from "@/api/interfaces";
import type { Schemas } from "@/api/problem";
import { staleDocument } from "@/api/stale";
import { DocumentEditor } from "@/shared/ui/document-editor";
import { Section } from "@/shared/ui/section";

export function InterfaceEditor({ projectId, draft }: { projectId: string; draft: Schemas["InterfaceOut"] }) {
  const { t } = useTranslation();
  const save = useSaveInterface(projectId);
  const publish = usePublishInterface(projectId);
  const stale = staleDocument(save.error);
  return (
    <Section title={t("interface.title")} intro={t("interface.editIntro")}>
      <DocumentEditor
        label={t("interface.source")}
        stored={draft}
        published={draft.published_number === null ? t("document.neverPublished") : t("document.published", { number: draft.published_number })}
        save={save}
        publish={publish}
        theirs={stale === null ? null : { source: String(stale.theirs), revision: stale.revision }}
      />
    </Section>
  );
}
