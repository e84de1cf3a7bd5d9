import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkAnswers, type CheckPart, type Suppression } from "@/api/checks";
import type { Task } from "@/api/queue";
import type { Answers } from "@/shared/task-form/document";
import { atPointer } from "@/shared/text/pointer";
import { keepReasons, keptReasons } from "./kept-reasons";
import { failuresOf, movedNotes, notesOf, reasonsOfNames, withNames, withoutWords, withReasons, type FailedCheck, type Note } from "./notes";
import type { Names } from "./use-names";

const PAUSE_MS = 200;

/** What one part of the checks said, with the answers that it was about. */
interface Said {
  answers: Answers;
  notes: Note[];
  failures: FailedCheck[];
}

export interface Checks {
  notes: Note[];
  failures: FailedCheck[];
  reasons: Suppression[];
  /** "Not here, because…"; an empty reason takes it back. */
  explain: (note: Note, reason: string) => void;
}

/** The notes of the guide's checks on what is being written: asked for after each pause, moved along meanwhile. */
export function useChecks(task: Task, keepAs: string, answers: Answers, names: Pick<Names, "proposed" | "known">): Checks {
  const { t } = useTranslation();
  const isName = t("name.reason");
  const [said, setSaid] = useState<Partial<Record<CheckPart, Said>>>({});
  const [reasons, setReasons] = useState(() => keptReasons(keepAs));
  const hasMore = useRef(true);
  const written = JSON.stringify(textsIn(answers));

  useEffect(() => {
    if (!task.has_checks) return undefined;
    const abort = new AbortController();
    const texts = JSON.parse(written) as Record<string, string>;
    const run = async (part: CheckPart) => {
      const report = await checkAnswers(task, texts, part, abort.signal);
      const textOf = (pointer: string) => textAt(texts, pointer);
      setSaid((before) => ({ ...before, [part]: { answers: texts, notes: notesOf(report, textOf), failures: failuresOf(report) } }));
      hasMore.current = report.parts.includes("grammar");
    };
    const start = async () => {
      await run("fast");
      if (hasMore.current) await run("grammar");
    };
    // A check that cannot be asked for now is asked for at the next pause, and again by the server when the answer is sent.
    const timer = setTimeout(() => void start().catch(() => undefined), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [task, written]);

  const explain = (note: Note, reason: string) => {
    const { rule_key, check, quoted, pointer } = note;
    const others = reasons.filter((one) => !(one.rule_key === rule_key && one.check === check && one.quoted === quoted));
    const next = reason.trim() === "" ? others : [...others, { rule_key, check, quoted, pointer, reason: reason.trim() }];
    setReasons(next);
    keepReasons(keepAs, next);
  };
  const { proposed, known } = names;
  const notes = useMemo(() => {
    const here = withoutWords(Object.values(said).flatMap((part) => moved(part, answers)), known);
    return withNames(withReasons(here, reasons), proposed, isName).sort(
      (one, other) => one.pointer.localeCompare(other.pointer) || one.start - other.start,
    );
  }, [said, answers, reasons, proposed, known, isName]);
  return {
    notes,
    failures: Object.values(said).flatMap(({ failures }) => failures),
    reasons: [...reasons, ...reasonsOfNames(notes, proposed, isName)],
    explain,
  };
}

/** The notes of a part where they stand in the answers as they are by now. */
function moved({ notes, answers }: Said, now: Answers): Note[] {
  const pointers = [...new Set(notes.map(({ pointer }) => pointer))];
  return pointers.flatMap((pointer) =>
    movedNotes(notes.filter((note) => note.pointer === pointer), textAt(answers, pointer), textAt(now, pointer)),
  );
}

function textsIn(answers: Answers): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].trim() !== ""));
}

function textAt(answers: Answers, pointer: string): string {
  const found = atPointer(answers, pointer);
  return typeof found === "string" ? found : "";
}
