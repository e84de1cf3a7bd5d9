import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/shared/ui/key-hint";
import type { Note } from "./notes";

interface NoteExplanationProps {
  note: Note;
  /** Whether the box for the reason is there; a key opens it, too. */
  isExplaining: boolean;
  onOpen: (isExplaining: boolean) => void;
  onExplain: (note: Note, reason: string) => void;
}

/** "Not here, because…": the writer's word against the check's, for the reviewer. */
export function NoteExplanation({ note, isExplaining, onOpen, onExplain }: NoteExplanationProps) {
  const { t } = useTranslation();
  if (isExplaining) return <ReasonForm note={note} onClose={() => onOpen(false)} onExplain={onExplain} />;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => onOpen(true)} rightSection={<KeyHint keys={["F2"]} />}>
        {t(note.reason === "" ? "check.notHere" : "check.changeReason")}
      </Button>
      {note.reason !== "" && (
        <Button size="compact-sm" variant="default" onClick={() => onExplain(note, "")}>
          {t("check.takeBack")}
        </Button>
      )}
    </>
  );
}

/** Enter keeps the reason, Escape leaves it; either way the focus goes back into the text. */
function ReasonForm({ note, onClose, onExplain }: { note: Note; onClose: () => void; onExplain: (note: Note, reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState(note.reason);
  const keep = () => {
    if (reason.trim() !== "") onExplain(note, reason);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput
          size="xs"
          label={t("check.reason")}
          description={t("check.reasonHelp")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            onClose();
          }}
          maxLength={2000}
          w="100%"
          data-autofocus
          autoComplete="off"
          ref={focusOnce}
        />
        <Button type="submit" size="xs" disabled={reason.trim() === ""}>
          {t("check.keepReason")}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {t("check.cancel")}
        </Button>
      </Group>
    </form>
  );
}

/** The same function at each drawing, so that it is called only when the box appears. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
