import { useCallback, useMemo } from "react";
import type { Subject, Task } from "@/api/queue";
import type { TextAnchor, TextPlace } from "@/shared/text/anchor";
import { atPointer } from "@/shared/text/pointer";
import { useMarkedAnchors } from "@/shared/text/use-marked-anchors";
import type { ReviewDraft } from "./verdict";

const NONE: TextAnchor[] = [];

/** Marks in the texts what the findings are about while they are written, and what was selected for the next one. */
export function useReviewMarks(task: Task, subject: Subject, draft: ReviewDraft, selected: TextAnchor | null): void {
  const { content } = task.item;
  const { answers } = subject;
  const textAt = useCallback(
    ({ target, pointer }: TextPlace) => {
      const value = atPointer(target === "item" ? content : answers, pointer);
      return typeof value === "string" ? value : null;
    },
    [content, answers],
  );
  const { findings, verdict } = draft;
  // A fix turns the answers into text boxes and back again; what was marked in them is marked anew.
  const ofFindings = useMemo(() => (verdict === "accept" ? NONE : findings.flatMap(({ anchor }) => anchor ?? [])), [findings, verdict]);
  const chosen = useMemo(() => (selected === null ? NONE : [selected]), [selected]);
  useMarkedAnchors("finding", ofFindings, textAt);
  useMarkedAnchors("chosen", chosen, textAt);
}
