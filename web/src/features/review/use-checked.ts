import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Subject, Task } from "@/api/queue";
import { feedbackQuery, useMarkFinding, type Finding } from "@/api/review";
import { anchorRange } from "@/shared/text/anchor-range";
import type { TextAnchor, TextPlace } from "@/shared/text/anchor";
import { atPointer } from "@/shared/text/pointer";
import { useMarkedAnchors } from "@/shared/text/use-marked-anchors";

/** What checks found in the work under review, and the one that the reviewer looks at. */
export interface Checked {
  found: Finding[];
  current: Finding | null;
  choose: (finding: Finding) => void;
  next: () => void;
  /** `isFault`: the author must mend it; else it was right as it stands. */
  judge: (finding: Finding, isFault: boolean) => void;
  error: unknown;
  /** Why it is not known what they found; with a way to ask again. */
  missing: { error: unknown; retry: () => void } | null;
}

const NONE: Finding[] = [];

export function useChecked(task: Task, subject: Subject): Checked {
  const feedback = useQuery(feedbackQuery(subject.id));
  const mark = useMarkFinding(subject.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const all = feedback.data?.findings ?? NONE;
  const found = useMemo(() => all.filter(({ source }) => source === "check"), [all]);
  const current = found.find(({ id }) => id === chosen) ?? null;
  const textAt = useTextAt(task, subject);
  useUnderlined(found, current, textAt);

  const choose = (finding: Finding) => {
    setChosen(finding.id);
    const text = finding.anchor === null ? null : textAt(finding.anchor);
    const range = finding.anchor === null || text === null ? null : anchorRange(finding.anchor, text);
    range?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    document.querySelector(`[data-checked="${CSS.escape(finding.id)}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const next = () => {
    const after = found[current === null ? 0 : (found.indexOf(current) + 1) % found.length];
    if (after !== undefined) choose(after);
  };
  const judge = (finding: Finding, isFault: boolean) => mark.mutate({ finding_id: finding.id, state: isFault ? "open" : "withdrawn" });
  return { found, current, choose, next, judge, error: mark.error, missing: feedback.error === null ? null : { error: feedback.error, retry: () => void feedback.refetch() } };
}

function useTextAt(task: Task, subject: Subject) {
  const { content } = task.item;
  const { answers } = subject;
  return useCallback(
    ({ target, pointer }: TextPlace) => {
      const value = atPointer(target === "item" ? content : answers, pointer);
      return typeof value === "string" ? value : null;
    },
    [content, answers],
  );
}

function useUnderlined(found: Finding[], current: Finding | null, textAt: (place: TextPlace) => string | null) {
  const open = useMemo(() => found.filter(({ state }) => state === "open"), [found]);
  const minor = useMemo(() => placesOf(open, "minor"), [open]);
  const major = useMemo(() => placesOf(open, "major"), [open]);
  const critical = useMemo(() => placesOf(open, "critical"), [open]);
  const here = useMemo(() => (current?.anchor == null ? [] : [current.anchor]), [current]);
  useMarkedAnchors("note-minor", minor, textAt);
  useMarkedAnchors("note-major", major, textAt);
  useMarkedAnchors("note-critical", critical, textAt);
  useMarkedAnchors("note-current", here, textAt);
}

function placesOf(found: Finding[], wanted: Finding["severity"]): TextAnchor[] {
  return found.flatMap(({ anchor, severity }) => (anchor === null || severity !== wanted ? [] : [anchor]));
}
