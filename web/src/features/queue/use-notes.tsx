import { useState, type ReactNode } from "react";
import type { Suppression } from "@/api/checks";
import type { Task } from "@/api/queue";
import type { Answers, TextQuestion } from "@/shared/task-form/document";
import { atPointer, joinPointer } from "@/shared/text/pointer";
import { NoteList } from "./note-list";
import { excerptAround, isHindering, type Note } from "./notes";
import { replacePlace, selectPlace } from "./text-box";
import { useChecks } from "./use-checks";
import { useMarkedNotes } from "./use-marked-notes";
import { useNames } from "./use-names";

interface WrittenDraft {
  value: Answers;
  change: (answers: Answers) => void;
}

export interface Notes {
  reasons: Suppression[];
  next: () => void;
  /** Applies the fix of the note that was gone to. */
  fix: () => void;
  canFix: () => boolean;
  /** Opens the box for the reason why the note that was gone to is wrong. */
  explain: () => void;
  canExplain: () => boolean;
  /** Says of the word of the note that was gone to that it is a name. */
  name: () => void;
  canName: () => boolean;
  /** How many notes each rule has now. */
  noted: ReadonlyMap<string, number>;
  /** Goes to the first note that keeps the answer from being sent; false when there is none. */
  hinder: () => boolean;
  listOf: (question: TextQuestion) => ReactNode;
}

/** The notes of the guide's checks at the desk: underlined, listed, and gone through by key. */
export function useNotes(task: Task, keepAs: string, draft: WrittenDraft): Notes {
  const names = useNames(task, keepAs);
  const checks = useChecks(task, keepAs, draft.value, names);
  const [chosen, setChosen] = useState<Note | null>(null);
  const [isExplaining, setExplaining] = useState(false);
  const current = checks.notes.find((note) => isSame(note, chosen)) ?? null;
  useMarkedNotes(checks.notes, current);

  const choose = (note: Note) => {
    setChosen(note);
    setExplaining(false);
    selectPlace(note.pointer, note.start, note.end);
  };
  const next = () => {
    const after = checks.notes[current === null ? 0 : (checks.notes.indexOf(current) + 1) % checks.notes.length];
    if (after !== undefined) choose(after);
  };
  const hinder = () => {
    const first = checks.notes.find(isHindering);
    if (first !== undefined) choose(first);
    return first !== undefined;
  };
  const apply = ({ pointer, start, end }: Note, words: string) => {
    setChosen(null);
    replacePlace(pointer, start, end, words);
  };
  const fix = () => {
    if (current?.fix != null) apply(current, current.fix);
  };
  const openReason = (note: Note, isOpening: boolean) => {
    setExplaining(isOpening);
    if (!isOpening) selectPlace(note.pointer, note.start, note.end);
  };
  const explain = (note: Note, reason: string) => {
    if (reason === "") names.takeBack(note);
    checks.explain(note, reason);
    openReason(note, false);
  };
  const name = (note: Note) => {
    const text = atPointer(draft.value, note.pointer);
    names.name(note, typeof text === "string" ? excerptAround(text, note.start, note.end) : "");
    selectPlace(note.pointer, note.start, note.end);
  };
  const canName = () => current !== null && current.word !== null && current.reason === "";
  const nameCurrent = () => {
    if (current !== null) name(current);
  };
  const listOf = (question: TextQuestion) => {
    const pointer = joinPointer("", question.key);
    return (
      <NoteList
        notes={checks.notes.filter((note) => note.pointer === pointer)}
        failures={checks.failures.filter((failure) => failure.pointer === pointer)}
        current={current}
        guideVersionId={task.guide_version_id}
        onChoose={choose}
        onApply={apply}
        onExplain={explain}
        isExplaining={isExplaining}
        onOpenReason={openReason}
        onName={name}
        nameStateOf={names.stateOf}
      />
    );
  };
  return {
    reasons: checks.reasons,
    next,
    fix,
    canFix: () => current?.fix != null,
    explain: () => setExplaining(current !== null),
    canExplain: () => current !== null,
    name: nameCurrent,
    canName,
    noted: countsOf(checks.notes),
    hinder,
    listOf,
  };
}

function countsOf(notes: Note[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule_key, reason } of notes) if (reason === "") counts.set(rule_key, (counts.get(rule_key) ?? 0) + 1);
  return counts;
}

function isSame(one: Note, other: Note | null): boolean {
  return other !== null && one.rule_key === other.rule_key && one.check === other.check && one.pointer === other.pointer && one.quoted === other.quoted && one.start === other.start;
}
