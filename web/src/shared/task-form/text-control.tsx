import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { codePointLength } from "@/shared/text/code-points";
import { joinPointer } from "@/shared/text/pointer";
import { PlainText } from "@/shared/ui/plain-text";
import type { TextQuestion } from "./document";
import { localText } from "./local-text";
import type { ControlProps } from "./question-list";
import classes from "./question.module.css";

interface TextControlProps extends ControlProps<TextQuestion> {
  anchorTarget: string | undefined;
}

export function TextControl({ question, value, onValue, readOnly, anchorTarget }: TextControlProps) {
  const { t, i18n } = useTranslation();
  const text = typeof value === "string" ? value : "";
  if (readOnly) {
    const place = anchorTarget === undefined ? undefined : { target: anchorTarget, pointer: joinPointer("", question.key) };
    return text === "" ? <p className={classes.help}>{t("task.noAnswer")}</p> : <PlainText text={text} place={place} />;
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
      {question.max_chars !== undefined && (
        <span className={classes.count}>
          {t("task.characters", { n: codePointLength(text), max: question.max_chars })}
        </span>
      )}
    </>
  );
}
