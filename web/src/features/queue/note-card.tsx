import { Anchor, Button, Group, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Note } from "./notes";
import classes from "@/shared/ui/note-list.module.css";
import { RuleExamples } from "./rule-examples";

interface NoteCardProps {
  note: Note;
  isOpen: boolean;
  guideVersionId: string | null;
  onChoose: (note: Note) => void;
  onApply: (note: Note, words: string) => void;
  onExplain: (note: Note, reason: string) => void;
}

/** One note: the words, what is wrong with them, and once it is chosen the rule, the fix and "not here, because…". */
export function NoteCard({ note, isOpen, guideVersionId, onChoose, onApply, onExplain }: NoteCardProps) {
  const { t } = useTranslation();
  const must = note.reason !== "" || note.consequence === "allow" ? "" : t(`check.must.${note.consequence}`);
  const fixes = note.fix === null ? [] : [note.fix, ...note.alternatives];
  return (
    <>
      <UnstyledButton onClick={() => onChoose(note)} aria-expanded={isOpen} fz="sm" w="100%" ta="start">
        <span className={classes.quoted} dir="auto">
          {note.quoted.length > 60 ? `${note.quoted.slice(0, 60)}…` : note.quoted}
        </span>{" "}
        {note.message}{" "}
        <Text span size="sm" c="dimmed">
          {note.rule_title}
        </Text>
      </UnstyledButton>
      {must !== "" && (
        <Text size="xs" c="var(--copydesk-warn)">
          {must}
        </Text>
      )}
      {note.reason !== "" && <Text size="sm">{t("check.because", { reason: note.reason })}</Text>}
      {isOpen && (
        <>
          <Group gap="xs" mt="xs">
            {fixes.map((fix, index) => (
              <Button key={fix} size="compact-sm" variant={index === 0 ? "filled" : "default"} onClick={() => onApply(note, fix)}>
                {fix === "" ? t("check.remove") : t(index === 0 ? "check.apply" : "check.applyAnother", { fix })}
              </Button>
            ))}
            <Explanation key={note.reason} note={note} onExplain={onExplain} />
            {note.link !== null && /^https?:/.test(note.link) && (
              <Anchor href={note.link} target="_blank" rel="noreferrer" size="sm">
                {note.rule_title}
              </Anchor>
            )}
          </Group>
          {guideVersionId !== null && <RuleExamples guideVersionId={guideVersionId} ruleKey={note.rule_key} />}
        </>
      )}
    </>
  );
}

/** "Not here, because…": the writer's word against the check's, for the reviewer. */
function Explanation({ note, onExplain }: { note: Note; onExplain: (note: Note, reason: string) => void }) {
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
          w="20rem"
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
