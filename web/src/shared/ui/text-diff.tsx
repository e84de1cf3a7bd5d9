import { useMemo } from "react";
import { wordDiff } from "@/shared/text/word-diff";
import classes from "./text-diff.module.css";

/** What changed from one text to another: gone words struck out, new words underlined. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <div className={classes.diff} dir="auto">
      {parts.map(({ kind, text }, index) =>
        kind === "same" ? <span key={index}>{text}</span> : kind === "added" ? <ins key={index}>{text}</ins> : <del key={index}>{text}</del>,
      )}
    </div>
  );
}
