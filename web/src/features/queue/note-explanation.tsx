import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Note } from "./notes";

interface NoteExplanationProps {
  note: Note;
  onExplain: (note: Note, reason: string) => void;
}

/** "Not here, because…": the writer's word against the check's, for the reviewer. */
export function NoteExplanation({ note, onExplain }: NoteExplanationProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<string | null>(null);
  if (note.reason !== "") {
    return (
      <Button size="compact-sm" variant="default" onClick={() => onExplain(note, "")}>
        {t("check.takeBack")}
      </Button>
    );
  }
  if (reason === null) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => setReason("")}>
        {t("check.notHere")}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onExplain(note, reason);
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput
          size="xs"
          label={t("check.reason")}
          description={t("check.reasonHelp")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={2000}
          flex="1 1 12rem"
          data-autofocus
          autoComplete="off"
          ref={(input) => input?.focus()}
        />
        <Button type="submit" size="xs" disabled={reason.trim() === ""}>
          {t("check.keepReason")}
        </Button>
        <Button size="xs" variant="default" onClick={() => setReason(null)}>
          {t("check.cancel")}
        </Button>
      </Group>
    </form>
  );
}
