import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceInput } from "./choice-input";
import type { PreferenceQuestion } from "./document";
import { isCannotJudge, preferenceSteps, stepOf } from "./preference-scale";
import type { ControlProps } from "./question-list";
import classes from "./question.module.css";
import { responseLetter } from "./response-letter";
import { useStepText } from "./use-step-text";

interface PreferenceControlProps extends ControlProps<PreferenceQuestion> {
  displayed: string[];
}

export function PreferenceControl({ question, value, onValue, readOnly, displayed }: PreferenceControlProps) {
  const { t } = useTranslation();
  const name = useId();
  const stepText = useStepText(displayed);
  const steps = preferenceSteps(displayed, question.strengths);
  const chosen = stepOf(value, steps);
  return (
    <>
      <div className={classes.row}>
        {steps.map((step, index) => (
          <ChoiceInput
            key={`${step.preferred ?? ""}:${step.strength}`}
            type="radio"
            name={name}
            checked={index === chosen}
            readOnly={readOnly}
            onChoose={() => onValue({ preferred: step.preferred, strength: step.strength })}
            hint={index + 1}
            label={stepText.long(step, question.strengths)}
          >
            <span aria-hidden>{stepText.short(step, question.strengths)}</span>
          </ChoiceInput>
        ))}
      </div>
      {displayed.length === 2 && (
        <div className={classes.ends} aria-hidden>
          <span>{t("task.preference.leftEnd", { letter: responseLetter(0) })}</span>
          <span>{t("task.preference.rightEnd", { letter: responseLetter(1) })}</span>
        </div>
      )}
      {question.cannot_judge === true && (!readOnly || isCannotJudge(value)) && (
        <div className={classes.apart}>
          <ChoiceInput
            type="radio"
            name={name}
            checked={isCannotJudge(value)}
            readOnly={readOnly}
            onChoose={() => onValue({ cannot_judge: true })}
            hint={0}
            label={t("task.preference.cannotJudge")}
          />
        </div>
      )}
    </>
  );
}
