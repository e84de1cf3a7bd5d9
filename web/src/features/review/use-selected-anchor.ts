import { useEffect, useState } from "react";
import type { Submission } from "@/api/queue";
import { ITEM_TARGET } from "@/shared/task-form/item-view";
import type { TextAnchor } from "@/shared/text/anchor";
import { selectedAnchor } from "@/shared/text/anchored-text";
import { atPointer } from "@/shared/text/pointer";

/** Name of the submission's answers as the target of an anchor. */
export const ANSWERS_TARGET = "answers";

/** The text that was selected last, as an anchor; it stays when the focus moves into the form. */
export function useSelectedAnchor(itemContent: unknown, subject: Submission) {
  const [anchor, setAnchor] = useState<TextAnchor | null>(null);
  useEffect(() => {
    const textAt = (target: string, pointer: string) => {
      const document_ = target === ITEM_TARGET ? itemContent : target === ANSWERS_TARGET ? subject.answers : null;
      const value = atPointer(document_, pointer);
      return typeof value === "string" ? value : null;
    };
    const listen = () => {
      const selected = selectedAnchor(document.getSelection(), textAt);
      if (selected !== null) setAnchor(selected);
    };
    document.addEventListener("selectionchange", listen);
    return () => document.removeEventListener("selectionchange", listen);
  }, [itemContent, subject]);
  return { anchor, clear: () => setAnchor(null) };
}
