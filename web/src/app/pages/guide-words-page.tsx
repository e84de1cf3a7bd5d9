import "@/shared/i18n/guide";
import "@/shared/i18n/words";
import { useTranslation } from "react-i18next";
import { usePermissions } from "@/api/permissions";
import { WordList } from "@/features/guides/word-list";
import { WordProposals } from "@/features/guides/word-proposals";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";
import { GuideTabs } from "./guide-tabs";

export function GuideWordsPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const mayEdit = usePermissions(projectId)("guide.write");
  return (
    <Page title={t("words.title")} size="lg">
      <GuideTabs />
      {mayEdit && <WordProposals projectId={projectId} />}
      <WordList projectId={projectId} mayEdit={mayEdit} />
    </Page>
  );
}
