import "@/shared/i18n/project";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { importsQuery } from "@/api/exchange";
import { ImportForm } from "@/features/exchange/import-form";
import { ImportList } from "@/features/exchange/import-list";
import { ImportResult } from "@/features/exchange/import-result";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

export function ImportPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const navigate = useNavigate();
  const { run } = useSearch({ from: "/signed-in/projects/$projectId/import" });
  const imports = useQuery(importsQuery(projectId));
  const open = (importId: string) =>
    void navigate({ to: "/projects/$projectId/import", params: { projectId }, search: { run: importId } });
  return (
    <Page title={t("nav.import")} size="md">
      {run !== undefined && <ImportResult key={run} projectId={projectId} importId={run} />}
      <ImportForm projectId={projectId} onStarted={open} />
      <Loaded query={imports}>{({ items }) => <ImportList imports={items} onOpen={open} />}</Loaded>
    </Page>
  );
}
