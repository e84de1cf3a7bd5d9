import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { codePointLength } from "@/shared/text/code-points";
import { joinPointer } from "@/shared/text/pointer";
import type { TextPlace } from "@/shared/text/anchor";
import { Markdown } from "@/shared/ui/markdown";
import { PlainText } from "@/shared/ui/plain-text";
import type { TextQuestion } from "./document";
import { localText } from "./local-text";
import { MarkedTextarea } from "./marked-textarea";
import type { ControlProps } from "./question-list";
import classes from "./question.module.css";

interface TextControlProps extends ControlProps<TextQuestion> {
  anchored: boolean;
  /** What is said about the places of this answer; null where nothing looks at it. */
  notes: ReactNode;
}

export function TextControl({ question, value, onValue, readOnly, anchored, notes }: TextControlProps) {
  const { t, i18n } = useTranslation();
  const text = typeof value === "string" ? value : "";
  if (readOnly) {
    const place = anchored ? ({ target: "answers", pointer: joinPointer("", question.key) } as const) : undefined;
    return text === "" ? <p className={classes.help}>{t("task.noAnswer")}</p> : <Shown text={text} place={place} format={question.format} />;
  }
  return (
    <>
      <MarkedTextarea
        label={localText(question.label, i18n.language)}
        pointer={joinPointer("", question.key)}
        text={text}
        isMarked={notes !== null}
        onText={onValue}
      />
      {question.max_chars != null && (
        <span className={classes.count}>
          {t("task.characters", { n: codePointLength(text), max: question.max_chars })}
        </span>
      )}
      {notes}
    </>
  );
}

function Shown({ text, place, format }: { text: string; place: TextPlace | undefined; format: TextQuestion["format"] }) {
  return format === "markdown" ? <Markdown source={text} place={place} /> : <PlainText text={text} place={place} />;
}
