import { Alert, Button, List, Modal, Stack, Switch, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { GuideDraft } from "@/api/guide-draft";
import { contradictionsQuery, usePublishDraft, type NewQuestion } from "@/api/guide-tools";
import { DialogFoot } from "@/shared/ui/dialog-foot";
import { ErrorNotice, FaultList } from "@/shared/ui/error-notice";
import { OutsideNotice } from "./outside-notice";
import { QuestionForms } from "./question-forms";
import { useUnsaved } from "./use-rule-editing";

interface ChangedRule {
  key: string;
  title: string;
  concernsWork: boolean;
}

interface PublishDialogProps {
  projectId: string;
  draft: GuideDraft;
  /** Against the newest version; null while it is not known. */
  changed: ChangedRule[] | null;
  /** The changes as they are read; null where nothing is published yet. */
  changes: ReactNode;
  onPublished: (number: number) => void;
  onClose: () => void;
}

/** Makes the draft a version: what changed, what speaks against it, and who must read it. */
export function PublishDialog({ projectId, draft, changed, changes, onPublished, onClose }: PublishDialogProps) {
  const { t } = useTranslation();
  const publish = usePublishDraft(projectId);
  const unsaved = useUnsaved(projectId);
  // What only waits for a pause belongs into the version.
  useEffect(() => {
    for (const keeper of unsaved) keeper.flush();
  }, [unsaved]);
  const [note, setNote] = useState("");
  const [mustRead, setMustRead] = useState<boolean | null>(null);
  const [questions, setQuestions] = useState<NewQuestion[]>([]);
  const concerned = changed?.filter(({ concernsWork }) => concernsWork) ?? [];
  const isRead = mustRead ?? concerned.length > 0;
  const isWhole = questions.every(({ text, choices }) => text.trim() !== "" && choices.every((choice) => choice.trim() !== ""));
  const send = () =>
    publish.mutate(
      { revision: draft.revision, note, must_read: isRead, questions: isRead ? questions : [] },
      {
        onSuccess: ({ number }) => {
          onPublished(number);
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} size="xl" title={t("guideEdit.publish.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        {draft.faults.length > 0 && (
          <Alert color="red" title={t("guideEdit.faults")}>
            <FaultList faults={draft.faults} />
          </Alert>
        )}
        <Contradictions projectId={projectId} draft={draft} />
        <OutsideNotice projectId={projectId} sources={draft.rules.filter(({ status }) => status === "active").map(({ body }) => body)} />
        <Textarea label={t("guideEdit.publish.note")} description={t("guideEdit.publish.noteText")} value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} data-autofocus />
        {changes === null ? (
          <Text size="sm">{t("guideEdit.publish.first")}</Text>
        ) : (
          <>
            <Switch
              label={t("guideEdit.publish.mustRead")}
              description={t("guideEdit.publish.mustReadText", { count: concerned.length })}
              checked={isRead}
              onChange={(event) => setMustRead(event.currentTarget.checked)}
            />
            {isRead && <QuestionForms rules={concerned} questions={questions} onChange={setQuestions} />}
            <section aria-label={t("guideEdit.publish.changes")}>
              <Title order={3} size="h5" mb="xs">
                {t("guideEdit.publish.changes")}
              </Title>
              {changes}
            </section>
          </>
        )}
        {publish.error !== null && <ErrorNotice error={publish.error} title={t("document.publishFailed")} />}
        <DialogFoot>
          {unsaved.length > 0 && (
            <Text size="sm" c="var(--copydesk-warn)" role="status">
              {t("guideEdit.publish.unsaved", { titles: unsaved.map((keeper) => keeper.state().text.title).join(", ") })}
            </Text>
          )}
          {!isWhole && (
            <Text size="sm" c="dimmed">
              {t("guideEdit.publish.unfinished")}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            loading={publish.isPending}
            disabled={draft.faults.length > 0 || (isRead && !isWhole) || unsaved.length > 0 || (changes !== null && changed === null)}
            onClick={send}
          >
            {t("guideEdit.publish.publish")}
          </Button>
        </DialogFoot>
      </Stack>
    </Modal>
  );
}

/** Examples that the checks of their own rule see otherwise. They are told, and do not hinder. */
function Contradictions({ projectId, draft }: { projectId: string; draft: GuideDraft }) {
  const { t } = useTranslation();
  const found = useQuery(contradictionsQuery(projectId, draft.revision)).data?.contradictions ?? [];
  if (found.length === 0) return null;
  const titleOf = (key: string) => draft.rules.find((rule) => rule.key === key)?.title ?? key;
  return (
    <Alert color="yellow" title={t("guideEdit.publish.contradictions")}>
      <List size="sm">
        {found.map(({ rule_key, index, verdict, checks }) => (
          <List.Item key={`${rule_key} ${String(index)}`}>
            {titleOf(rule_key)}: {t(`guideEdit.expected.${verdict}.bad`)}
            {checks.length > 0 && ` (${checks.join(", ")})`}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
