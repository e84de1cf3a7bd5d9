import { useEffect } from "react";
import { atPointer } from "@/shared/text/pointer";
import { drawMarkdown } from "@/shared/ui/markdown";
import type { Field, ShownMessage, ShownResponse } from "./document";

/** Draws the texts of the item that comes next while nothing else is to do, so that it is on screen at once. */
export function useDrawnAhead(fields: Field[], content: unknown, anchored: boolean): void {
  useEffect(() => {
    const texts = textsOf(fields, content);
    const drawOne = () => {
      const text = texts.shift();
      if (text === undefined) return;
      drawMarkdown(text, anchored);
      waiting = whenIdle(drawOne);
    };
    let waiting = whenIdle(drawOne);
    return () => waiting();
  }, [fields, content, anchored]);
}

/** The Markdown texts that a task with this content shows. */
export function textsOf(fields: Field[], content: unknown): string[] {
  return fields.flatMap((field) => {
    const value = atPointer(content, field.at);
    if (field.type === "markdown") return typeof value === "string" ? value : [];
    if (field.type === "text" || !Array.isArray(value)) return [];
    return (value as (ShownMessage | ShownResponse)[]).map((one) => one.content);
  });
}

/** Returns what calls it off. */
function whenIdle(run: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(run, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run);
  return () => cancelIdleCallback(handle);
}
