import { useCallback, useEffect, useState } from "react";
import type { Answers } from "@/shared/task-form/document";
import type { TextAnchor, TextPlace } from "@/shared/text/anchor";
import { selectedAnchor } from "@/shared/text/anchored-text";
import { atPointer } from "@/shared/text/pointer";

/** The text that was selected last, as an anchor; it stays when the focus moves into the form. */
export function useSelectedAnchor(itemContent: unknown, answers: Answers) {
  const [anchor, setAnchor] = useState<TextAnchor | null>(null);
  const selected = useCallback(() => {
    const textAt = ({ target, pointer }: TextPlace) => {
      const value = atPointer(target === "item" ? itemContent : answers, pointer);
      return typeof value === "string" ? value : null;
    };
    return selectedAnchor(document.getSelection(), textAt);
  }, [itemContent, answers]);
  useEffect(() => {
    const listen = () => setAnchor((before) => selected() ?? before);
    document.addEventListener("selectionchange", listen);
    return () => document.removeEventListener("selectionchange", listen);
  }, [selected]);
  /** `now`: also what was selected in this moment, before anybody heard of it. */
  return { anchor, now: () => selected() ?? anchor, clear: () => setAnchor(null) };
}
