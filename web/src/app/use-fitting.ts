import { useLayoutEffect, useRef, useState } from "react";

/** How many of a row's children fit into its width, with `reserve` pixels left for the way to the rest. */
export function useFitting(names: string, reserve: number) {
  const row = useRef<HTMLElement | null>(null);
  const widths = useRef<{ names: string; ends: number[] }>({ names: "", ends: [] });
  const [fitting, setFitting] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const element = row.current;
    if (element === null) return undefined;
    const measure = () => {
      if (widths.current.names !== names) {
        const start = element.getBoundingClientRect().left;
        const links = [...element.querySelectorAll("[data-fitting]")];
        widths.current = { names, ends: links.map((link) => link.getBoundingClientRect().right - start) };
      }
      const { ends } = widths.current;
      const room = element.clientWidth;
      const all = (ends.at(-1) ?? 0) <= room;
      setFitting(all ? ends.length : ends.filter((end) => end <= room - reserve).length);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [names, reserve]);
  return { row, fitting };
}
