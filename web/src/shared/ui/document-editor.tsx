import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./document-editor.module.css";
import { ErrorNotice, FaultList } from "./error-notice";
import { PublishedText } from "./published-text";

interface Stored {
  source: string;
  revision: number;
}

interface Fault {
  at: string;
  message: string;
}

interface Action<Input> {
  mutate: (input: Input, options: { onSuccess: () => void }) => void;
  isPending: boolean;
  error: unknown;
}

interface DocumentEditorProps {
  label: string;
  stored: Stored;
  /** What keeps the stored text from being published. */
  faults: Fault[];
  /** The newest published version; null when there is none. */
  publishedNumber: number | null;
  save: Action<Stored>;
  publish: Action<string>;
  /** The newest text on the server, when a save was refused because somebody else saved first. */
  theirs: Stored | null;
  /** Boxes above the text for parts of it. */
  tools?: (source: string, edit: (source: string) => void) => ReactNode;
}

/** A text that is saved with its revision and published as an immutable version. */
export function DocumentEditor({ label, stored, faults, publishedNumber, save, publish, theirs, tools }: DocumentEditorProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Stored | null>(null);
  const [note, setNote] = useState("");
  const text = edited ?? stored;
  const isChanged = edited !== null && edited.source !== stored.source;
  const edit = (source: string) => setEdited({ source, revision: edited?.revision ?? stored.revision });
  return (
    <Stack gap="sm">
      {tools?.(text.source, edit)}
      <Textarea
        label={label}
        value={text.source}
        onChange={(event) => edit(event.currentTarget.value)}
        rows={20}
        resize="vertical"
        dir="auto"
        spellCheck={false}
        classNames={{ input: classes.source }}
      />
      {theirs !== null && isChanged && (
        <Overtaken theirs={theirs} onTake={() => setEdited(theirs)} onKeep={() => setEdited({ ...text, revision: theirs.revision })} />
      )}
      {save.error !== null && theirs === null && <ErrorNotice error={save.error} title={t("document.saveFailed")} />}
      {publish.error !== null && <ErrorNotice error={publish.error} title={t("document.publishFailed")} />}
      {faults.length > 0 && !isChanged && (
        <Alert color="yellow" title={t("document.faults")}>
          <FaultList faults={faults} />
        </Alert>
      )}
      <Group align="flex-end">
        <TextInput label={t("document.note")} value={note} onChange={(event) => setNote(event.currentTarget.value)} flex={1} maw="28rem" />
        <Button
          variant="default"
          disabled={!isChanged}
          loading={save.isPending}
          onClick={() => save.mutate(text, { onSuccess: () => setEdited(null) })}
        >
          {t("document.save")}
        </Button>
        <Button disabled={isChanged} loading={publish.isPending} onClick={() => publish.mutate(note, { onSuccess: () => setNote("") })}>
          {t("document.publish")}
        </Button>
        <Text size="sm" c={isChanged ? "var(--copydesk-warn)" : "dimmed"} lh="2.25rem">
          {isChanged ? t("document.unsaved") : <PublishedText number={publishedNumber} />}
        </Text>
      </Group>
    </Stack>
  );
}

function Overtaken({ theirs, onTake, onKeep }: { theirs: Stored; onTake: () => void; onKeep: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" title={t("document.overtaken")} role="alert">
      <Stack gap="sm">
        <Text size="sm">{t("document.overtakenText")}</Text>
        <Textarea label={t("document.theirs")} value={theirs.source} readOnly rows={8} classNames={{ input: classes.source }} />
        <Group>
          <Button size="xs" variant="default" onClick={onTake}>
            {t("document.takeTheirs")}
          </Button>
          <Button size="xs" variant="default" onClick={onKeep}>
            {t("document.keepMine")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
