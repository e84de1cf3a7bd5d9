import { Alert, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/shared/ui/key-hint";
import type { FailedCheck, Note } from "./notes";
import { NoteCard, type NoteActions } from "./note-card";
import classes from "@/shared/ui/note-list.module.css";

interface NoteListProps extends NoteActions {
  notes: Note[];
  failures: FailedCheck[];
  current: Note | null;
}

/** What the guide's checks say about one answer, under its text box. */
export function NoteList({ notes, failures, current, ...rest }: NoteListProps) {
  const { t } = useTranslation();
  if (notes.length === 0 && failures.length === 0) return null;
  return (
    <Stack gap={4} mt="xs">
      {notes.length > 0 && (
        <Group gap={6} fz="sm" c="dimmed" role="status">
          {t("check.notes", { count: notes.length })} <KeyHint keys={["F8"]} /> {t("check.next")} <KeyHint keys={["mod+."]} /> {t("check.fix")}
        </Group>
      )}
      <ul className={classes.list}>
        {notes.map((note) => (
          <li
            key={`${note.rule_key} ${note.check} ${String(note.start)}`}
            className={classes.note}
            data-severity={note.severity}
            data-explained={note.reason !== "" || undefined}
            data-current={note === current || undefined}
          >
            <NoteCard note={note} isOpen={note === current} {...rest} />
          </li>
        ))}
      </ul>
      {failures.map((failure) => (
        <Alert key={`${failure.rule_title} ${failure.check}`} color="yellow" p="xs">
          {t("check.failed", { check: failure.check, rule: failure.rule_title, reason: failure.reason })}
        </Alert>
      ))}
    </Stack>
  );
}
