import { useEffect } from "react";
import type { TextAnchor, TextPlace } from "./anchor";
import { anchorRange } from "./anchor-range";

type Mark = "finding" | "chosen" | "note-minor" | "note-major" | "note-critical" | "note-current";

/** Marks places in the texts on screen without changing the texts; the mark's colours stand in `base.css` under its name. */
export function useMarkedAnchors(mark: Mark, anchors: TextAnchor[], textAt: (place: TextPlace) => string | null): void {
  useEffect(() => {
    if (typeof CSS === "undefined" || !("highlights" in CSS)) return undefined;
    const ranges = anchors.flatMap((anchor) => {
      const text = textAt(anchor);
      return text === null ? [] : (anchorRange(anchor, text) ?? []);
    });
    CSS.highlights.set(mark, new Highlight(...ranges));
    return () => void CSS.highlights.delete(mark);
  }, [mark, anchors, textAt]);
}
