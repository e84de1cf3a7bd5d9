import { memo } from "react";
import type { TextPlace } from "@/shared/text/anchor";
import classes from "./plain-text.module.css";

/** Text as it stands, line by line. With a `place`, its parts can be selected to anchor a finding. */
export const PlainText = memo(function PlainText({ text, place }: { text: string; place?: TextPlace | undefined }) {
  return (
    <div className={classes.plain} dir="auto" data-target={place?.target} data-pointer={place?.pointer}>
      <span data-offset={place === undefined ? undefined : 0}>{text}</span>
    </div>
  );
});
