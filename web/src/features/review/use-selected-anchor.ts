import { useEffect, useState } from "react";
import type { Answers } from "@/shared/task-form/document";
import type { TextAnchor, TextPlace } from "@/shared/text/anchor";
import { selectedAnchor } from "@/shared/text/anchored-text";
import { atPointer } from "@/shared/text/pointer";

/** The text that was selected last, as an anchor; it stays when the focus moves into the form. */
export function useSelectedAnchor(itemContent: unknown, answers: Answers) {
  const [anchor, setAnchor] = useState<TextAnchor | null>(null);
  useEffect(() => {
    const textAt = ({ target, pointer }: TextPlace) => {
      const value = atPointer(target === "item" ? itemContent : answers, pointer);
      return typeof value === "string" ? value : null;
    };
    const listen = () => {
      const selected = selectedAnchor(document.getSelection(), textAt);
      if (selected !== null) setAnchor(selected);
    };
    document.addEventListener("selectionchange", listen);
    return () => document.removeEventListener("selectionchange", listen);
  }, [itemContent, answers]);
  return { anchor, clear: () => setAnchor(null) };
}
