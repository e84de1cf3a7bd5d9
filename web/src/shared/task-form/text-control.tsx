import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { codePointLength } from "@/shared/text/code-points";
import { joinPointer } from "@/shared/text/pointer";
import type { TextPlace } from "@/shared/text/anchor";
import { Markdown } from "@/shared/ui/markdown";
import { PlainText } from "@/shared/ui/plain-text";
import type { TextQuestion } from "./document";
import { localText } from "./local-text";
import type { ControlProps } from "./question-list";
import classes from "./question.module.css";

interface TextControlProps extends ControlProps<TextQuestion> {
  anchored: boolean;
}

export function TextControl({ question, value, onValue, readOnly, anchored }: TextControlProps) {
  const { t, i18n } = useTranslation();
  const text = typeof value === "string" ? value : "";
  if (readOnly) {
    const place = anchored ? ({ target: "answers", pointer: joinPointer("", question.key) } as const) : undefined;
    return text === "" ? <p className={classes.help}>{t("task.noAnswer")}</p> : <Shown text={text} place={place} format={question.format} />;
  }
  return (
    <>
      <Textarea
        aria-label={localText(question.label, i18n.language)}
        value={text}
        onChange={(event) => onValue(event.currentTarget.value)}
        rows={6}
        resize="vertical"
        dir="auto"
        spellCheck
      />
      {question.max_chars != null && (
        <span className={classes.count}>
          {t("task.characters", { n: codePointLength(text), max: question.max_chars })}
        </span>
      )}
    </>
  );
}

function Shown({ text, place, format }: { text: string; place: TextPlace | undefined; format: TextQuestion["format"] }) {
  return format === "markdown" ? <Markdown source={text} place={place} /> : <PlainText text={text} place={place} />;
}
