import { useEffect, useRef } from "react";

interface FormulaProps {
  tex: string;
  isDisplay: boolean;
}

/** A formula, first as it was written, then drawn as MathML; what KaTeX cannot read stays as it was written. */
export function Formula({ tex, isDisplay }: FormulaProps) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    let isGone = false;
    const draw = async () => {
      const { default: katex } = await import("katex");
      if (isGone || place.current === null) return;
      katex.render(tex, place.current, {
        output: "mathml",
        displayMode: isDisplay,
        throwOnError: false,
        trust: false,
        maxSize: 20,
        maxExpand: 200,
      });
    };
    // Without a connection it stays as it was written.
    draw().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [tex, isDisplay]);
  // KaTeX owns what is inside; a change of the formula makes a new element.
  return (
    <span key={tex} ref={place} dir="ltr" style={isDisplay ? { display: "block", overflowX: "auto" } : undefined}>
      {tex}
    </span>
  );
}
