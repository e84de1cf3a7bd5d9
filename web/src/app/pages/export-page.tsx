import "@/shared/i18n/project";
import { useTranslation } from "react-i18next";
import { ExportList } from "@/features/exchange/export-list";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function ExportPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("nav.export")} intro={t("export.intro")} size="md">
      <ExportList projectId={useProjectId()} />
    </Page>
  );
}
