import { Alert, Button, FileInput, Group, List, Modal, Radio, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { previewImport, useImportedSource, type ImportMode, type ImportPreview } from "@/api/guide-tools";
import { DialogFoot } from "@/shared/ui/dialog-foot";
import { ErrorNotice, FaultList } from "@/shared/ui/error-notice";

const KINDS = ".md,.markdown,.yaml,.yml,.json,.docx,.zip";
const SHOWN_NOTES = 50;

interface ImportDialogProps {
  projectId: string;
  /** How the changes against the draft are read. */
  showChanges: (preview: ImportPreview) => ReactNode;
  onClose: () => void;
}

/** Takes a guide from a file. What would change, and what could not be taken over, is shown before anything is saved. */
export function ImportDialog({ projectId, showChanges, onClose }: ImportDialogProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<ImportMode>("replace");
  const read = useMutation({ mutationFn: (wanted: { file: File; mode: ImportMode }) => previewImport(projectId, wanted.file, wanted.mode) });
  const use = useImportedSource(projectId);
  const look = (nextFile: File | null, nextMode: ImportMode) => {
    setFile(nextFile);
    setMode(nextMode);
    use.reset();
    if (nextFile !== null) read.mutate({ file: nextFile, mode: nextMode });
    else read.reset();
  };
  const preview = read.data;
  return (
    <Modal opened onClose={onClose} size="xl" title={t("guideEdit.import.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        <FileInput label={t("guideEdit.import.file")} description={t("guideEdit.import.kinds")} placeholder={t("guideEdit.import.choose")} accept={KINDS} value={file} onChange={(next) => look(next, mode)} />
        <Radio.Group label={t("guideEdit.import.mode")} value={mode} onChange={(value) => look(file, value === "append" ? "append" : "replace")}>
          <Group mt="xs">
            <Radio value="replace" label={t("guideEdit.import.replace")} />
            <Radio value="append" label={t("guideEdit.import.append")} />
          </Group>
        </Radio.Group>
        {read.isPending && <Text role="status">{t("guideEdit.import.reading")}</Text>}
        {read.error !== null && <ErrorNotice error={read.error} title={t("guideEdit.import.unread")} />}
        {use.error !== null && <ErrorNotice error={use.error} title={t("guideEdit.import.notUsed")} onRetry={() => look(file, mode)} />}
        {preview !== undefined && (
          <>
            <Text role="status">{t("guideEdit.import.nRules", { count: preview.n_rules })}</Text>
            <Notes preview={preview} />
            {preview.faults.length > 0 && (
              <Alert color="yellow" title={t("guideEdit.import.faults")}>
                <FaultList faults={preview.faults} />
              </Alert>
            )}
            <section aria-label={t("guideEdit.import.changes")}>{showChanges(preview)}</section>
          </>
        )}
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            disabled={preview === undefined}
            loading={use.isPending}
            onClick={() => {
              if (preview !== undefined) use.mutate({ source: preview.source, revision: preview.revision }, { onSuccess: onClose });
            }}
          >
            {t("guideEdit.import.use")}
          </Button>
        </DialogFoot>
      </Stack>
    </Modal>
  );
}

/** What could not be taken over, and where it stands in the file. */
function Notes({ preview: { notes } }: { preview: ImportPreview }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <Alert color="yellow" title={t("guideEdit.import.notes", { count: notes.length })}>
      <List size="sm">
        {notes.slice(0, SHOWN_NOTES).map((note, index) => (
          <List.Item key={index}>
            <strong>{note.place}</strong> {note.message}
          </List.Item>
        ))}
        {notes.length > SHOWN_NOTES && <List.Item>{t("guideEdit.import.moreNotes", { count: notes.length - SHOWN_NOTES })}</List.Item>}
      </List>
    </Alert>
  );
}
