import "@/shared/i18n/guide";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { guideDraftQuery, type GuideDraft } from "@/api/guide-draft";
import { guideDiffQuery, guideVersionsQuery } from "@/api/guides";
import { ChangeList } from "@/features/guides/change-list";
import { FindReplace } from "@/features/guide-edit/find-replace";
import { GuideDesk } from "@/features/guide-edit/guide-desk";
import { ImportDialog } from "@/features/guide-edit/import-dialog";
import { PublishDialog } from "@/features/guide-edit/publish-dialog";
import { Loaded } from "@/shared/ui/loaded";
import { Page } from "@/shared/ui/page";
import type { GuideTool } from "@/app/guide-search";
import { useProjectId } from "@/app/use-project-id";
import { GuideTabs } from "./guide-tabs";

export function GuideEditPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const navigate = useNavigate();
  const draft = useQuery(guideDraftQuery(projectId));
  const { rule = null, tool } = useSearch({ from: "/signed-in/projects/$projectId/guide/edit" });
  const go = useCallback(
    (search: { rule?: string; tool?: GuideTool }) =>
      void navigate({ to: "/projects/$projectId/guide/edit", params: { projectId }, search, replace: true, resetScroll: false }),
    [navigate, projectId],
  );
  const open = useCallback((key: string | null) => go(key === null ? {} : { rule: key }), [go]);
  const close = () => open(rule);
  const follow = useCallback((key: string) => go({ rule: key, ...(tool === undefined ? {} : { tool }) }), [go, tool]);
  const take = (wanted: GuideTool) => go({ ...(rule === null ? {} : { rule }), tool: wanted });
  const [published, setPublished] = useState<{ number: number; revision: number } | null>(null);
  const actions = (
    <>
      <Text size="sm" c="dimmed" role="status">
        {published !== null && published.revision === draft.data?.revision && t("document.published", { number: published.number })}
      </Text>
      <Button variant="default" onClick={() => take("find")}>
        {t("guideEdit.find.button")}
      </Button>
      <Button variant="default" onClick={() => take("import")}>
        {t("guideEdit.import.open")}
      </Button>
      <Button onClick={() => take("publish")}>{t("guideEdit.publish.open")}</Button>
    </>
  );
  return (
    <Page title={t("guideEdit.pageTitle")} size="100%" actions={actions}>
      <GuideTabs />
      <Loaded query={draft}>
        {(guide) => (
          <>
            <GuideDesk projectId={projectId} draft={guide} chosen={rule} onChoose={open} onRenamed={follow} />
            {tool === "find" && <FindReplace projectId={projectId} revision={guide.revision} onOpen={open} onClose={close} />}
            {tool === "publish" && <Publish projectId={projectId} draft={guide} onPublished={(number) => setPublished({ number, revision: guide.revision })} onClose={close} />}
          </>
        )}
      </Loaded>
      {tool === "import" && (
        <ImportDialog projectId={projectId} onClose={close} showChanges={({ keys, changes, preface_changed }) => <ChangeList diff={{ keys, changes, preface_changed }} />} />
      )}
    </Page>
  );
}

interface PublishProps {
  projectId: string;
  draft: GuideDraft;
  onPublished: (number: number) => void;
  onClose: () => void;
}

function Publish({ projectId, draft, onPublished, onClose }: PublishProps) {
  const versions = useQuery(guideVersionsQuery(projectId));
  const isFirst = versions.data?.items.length === 0;
  const diff = useQuery({ ...guideDiffQuery(projectId, {}, draft.revision), staleTime: 0, enabled: versions.data !== undefined && !isFirst });
  const changed = diff.data?.changes.flatMap(({ key, new: now, concerns_work }) => (now === null ? [] : [{ key, title: now.title, concernsWork: concerns_work }]));
  return (
    <PublishDialog
      projectId={projectId}
      draft={draft}
      changed={changed ?? null}
      changes={isFirst ? null : <Loaded query={diff}>{(found) => <ChangeList diff={found} />}</Loaded>}
      onPublished={onPublished}
      onClose={onClose}
    />
  );
}
