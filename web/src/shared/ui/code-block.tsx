import { useEffect, useRef, type ReactNode } from "react";
import { paintCode } from "./paint-code";

const LONGEST_PAINTED = 50_000;

/** Code, coloured a moment later without touching its text, so that places in it can be selected as in any other text. */
export function CodeBlock({ language, children }: { language: string; children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null || element.textContent.length > LONGEST_PAINTED || typeof CSS === "undefined" || !("highlights" in CSS)) {
      return undefined;
    }
    let unpaint: (() => void) | null = null;
    let isGone = false;
    const paint = async () => {
      const { common, createLowlight } = await import("lowlight");
      if (!isGone) unpaint = paintCode(element, createLowlight(common), language);
    };
    // Without a connection it stays plain.
    paint().catch(() => undefined);
    return () => {
      isGone = true;
      unpaint?.();
    };
  }, [language, children]);
  return (
    <code ref={place} dir="ltr">
      {children}
    </code>
  );
}
