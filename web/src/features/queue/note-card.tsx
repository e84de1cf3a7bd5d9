import { Anchor, Button, Group, Text, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Note } from "./notes";
import { KeyHint } from "@/shared/ui/key-hint";
import classes from "@/shared/ui/note-list.module.css";
import { NoteExplanation } from "./note-explanation";
import { RuleExamples } from "./rule-examples";
import type { Names } from "./use-names";

export interface NoteActions {
  guideVersionId: string | null;
  onChoose: (note: Note) => void;
  onApply: (note: Note, words: string) => void;
  onExplain: (note: Note, reason: string) => void;
  /** Whether the box for the reason of the open note is there. */
  isExplaining: boolean;
  onOpenReason: (note: Note, isExplaining: boolean) => void;
  onName: (note: Note) => void;
  nameStateOf: Names["stateOf"];
}

interface NoteCardProps extends NoteActions {
  note: Note;
  isOpen: boolean;
}

/** One note: the words, what is wrong with them, and once it is chosen the rule, the fix and "not here, because…". */
export function NoteCard({ note, isOpen, guideVersionId, onChoose, onApply, onExplain, isExplaining, onOpenReason, onName, nameStateOf }: NoteCardProps) {
  const { t } = useTranslation();
  const isSettled = note.consequence === "allow" || (note.consequence === "reason" && note.reason !== "");
  const must = isSettled ? "" : t(`check.must.${note.consequence as "reason" | "block"}`);
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
      {note.reason !== "" && (
        <Text size="sm" dir="auto">
          {t("check.because", { reason: note.reason })}
        </Text>
      )}
      {isOpen && <NameTold note={note} state={nameStateOf(note)} />}
      {isOpen && (
        <>
          <Group gap="xs" mt="xs">
            {fixes.map((fix, index) => (
              <Button key={fix} size="compact-sm" variant={index === 0 ? "filled" : "default"} onClick={() => onApply(note, fix)}>
                {fix === "" ? t("check.remove") : t(index === 0 ? "check.apply" : "check.applyAnother", { fix })}
              </Button>
            ))}
            {note.word !== null && note.reason === "" && (
              <Button size="compact-sm" variant="default" onClick={() => onName(note)} rightSection={<KeyHint keys={["shift+F2"]} />}>
                {t("name.is")}
              </Button>
            )}
            <NoteExplanation note={note} isExplaining={isExplaining} onOpen={(isOpening) => onOpenReason(note, isOpening)} onExplain={onExplain} />
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

/** What became of a word that was called a name. */
function NameTold({ note, state }: { note: Note; state: ReturnType<Names["stateOf"]> }) {
  const { t } = useTranslation();
  if (state === null) return null;
  const isBlocked = note.consequence === "block" && state.state === "waiting";
  return (
    <Text size="sm" c={state.message === "" ? "dimmed" : "var(--copydesk-warn)"} role="status">
      {t(`name.${state.state}`, { message: state.message })} {isBlocked && t("name.blocked")}
    </Text>
  );
}
