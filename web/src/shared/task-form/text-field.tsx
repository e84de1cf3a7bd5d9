import type { TextPlace } from "@/shared/text/anchor";
import { Markdown } from "@/shared/ui/markdown";
import { PlainText } from "@/shared/ui/plain-text";
import classes from "./item-view.module.css";

interface TextFieldProps {
  at: string;
  value: unknown;
  markdown: boolean;
  target: TextPlace["target"] | undefined;
}

export function TextField({ at, value, markdown, target }: TextFieldProps) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  // Only a text itself has places; a shown structure has none.
  const place = target !== undefined && typeof value === "string" ? { target, pointer: at } : undefined;
  return (
    <div className={classes.box}>
      {markdown ? <Markdown source={text} place={place} /> : <PlainText text={text} place={place} />}
    </div>
  );
}
