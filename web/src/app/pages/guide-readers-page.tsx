import "@/shared/i18n/guide";
import "@/shared/i18n/project";
import { useTranslation } from "react-i18next";
import { GuideReaders } from "@/features/guides/guide-readers";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";
import { GuideTabs } from "./guide-tabs";

export function GuideReadersPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("guideChange.readers")} size="lg">
      <GuideTabs />
      <GuideReaders projectId={useProjectId()} />
    </Page>
  );
}
