import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { interfaceVersionsQuery, usePublishInterface, useSaveInterface } from "@/api/interfaces";
import type { Schemas } from "@/api/problem";
import { staleDocument } from "@/api/stale";
import { DocumentEditor } from "@/shared/ui/document-editor";
import { Section } from "@/shared/ui/section";
import { AboutFields } from "./about-fields";

export function InterfaceEditor({ projectId, draft }: { projectId: string; draft: Schemas["InterfaceOut"] }) {
  const { t } = useTranslation();
  const versions = useQuery(interfaceVersionsQuery(projectId));
  const save = useSaveInterface(projectId);
  const publish = usePublishInterface(projectId);
  const stale = staleDocument(save.error);
  return (
    <Section title={t("interface.title")} intro={t("interface.editIntro")}>
      <DocumentEditor
        label={t("interface.source")}
        stored={draft}
        faults={draft.faults}
        publishedNumber={versions.data?.items[0]?.number ?? null}
        save={save}
        publish={publish}
        tools={(source, edit) => <AboutFields projectId={projectId} source={source} onEdit={edit} />}
        theirs={stale === null ? null : { source: String(stale.theirs), revision: stale.revision }}
      />
    </Section>
  );
}
