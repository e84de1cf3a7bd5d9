import { Code } from "@mantine/core";
import classes from "./record-text.module.css";

/** A stored record, a line of a file: as it stands, scrolling by itself. */
export function RecordText({ text, label }: { text: string; label: string }) {
  return (
    <Code block className={classes.record ?? ""} aria-label={label} role="region" tabIndex={0}>
      {text}
    </Code>
  );
}
