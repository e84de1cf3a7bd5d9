import { useEffect } from "react";
import type { TextAnchor, TextPlace } from "./anchor";
import { anchorRange } from "./anchor-range";

/** Marks the places of findings in the texts on screen without changing the texts. */
export function useMarkedAnchors(anchors: TextAnchor[], textAt: (place: TextPlace) => string | null): void {
  useEffect(() => {
    if (typeof CSS === "undefined" || !("highlights" in CSS)) return undefined;
    const ranges = anchors.flatMap((anchor) => {
      const text = textAt(anchor);
      return text === null ? [] : (anchorRange(anchor, text) ?? []);
    });
    CSS.highlights.set("finding", new Highlight(...ranges));
    return () => void CSS.highlights.delete("finding");
  }, [anchors, textAt]);
}
