import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerIssue } from "./answer-state";
import type { Question } from "./document";
import { localText } from "./local-text";
import classes from "./question.module.css";

interface QuestionFrameProps {
  question: Question;
  issue: AnswerIssue | undefined;
  refusal: string | undefined;
  /** What helps to answer is left away. */
  isReadOnly: boolean;
  children: ReactNode;
}

export function QuestionFrame({ question, issue, refusal, isReadOnly, children }: QuestionFrameProps) {
  const { t, i18n } = useTranslation();
  const help = isReadOnly ? "" : localText(question.help, i18n.language);
  const problem = refusal ?? (issue === undefined ? null : t(`task.issue.${issue}`, limitsOf(question)));
  return (
    <fieldset className={classes.frame} data-read-only={isReadOnly || undefined} data-question={question.key}>
      <legend className={classes.legend}>
        {localText(question.label, i18n.language)}
        {question.required === true && !isReadOnly && <span className={classes.required}> {t("task.required")}</span>}
      </legend>
      {help !== "" && <p className={classes.help}>{help}</p>}
      {children}
      {problem !== null && (
        <p className={classes.issue} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function limitsOf(question: Question) {
  if (question.type === "text") return { min: question.min_chars ?? 0, max: question.max_chars ?? 0 };
  if (question.type === "choice") return { min: question.min_picks ?? 0, max: question.max_picks ?? 0 };
  return { min: 0, max: 0 };
}
