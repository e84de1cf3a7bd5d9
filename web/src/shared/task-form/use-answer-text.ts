import { useTranslation } from "react-i18next";
import type { Question } from "./document";
import { localText } from "./local-text";
import { isCannotJudge, preferenceSteps, stepOf } from "./preference-scale";
import { useStepText } from "./use-step-text";

/** An answer in the words of its form, to be compared; `displayed`: the responses as they stand on this screen. */
export function useAnswerText(displayed: string[]) {
  const { t, i18n } = useTranslation();
  const stepText = useStepText(displayed);
  return (question: Question, value: unknown): string => {
    if (question.type === "choice") {
      const chosen: unknown[] = Array.isArray(value) ? value : [value];
      const options = question.options.filter((option) => chosen.includes(option.value));
      return options.map((option) => localText(option.label, i18n.language)).join(", ");
    }
    if (question.type !== "preference") return typeof value === "string" || typeof value === "number" ? String(value) : "";
    if (isCannotJudge(value)) return t("task.preference.cannotJudge");
    const steps = preferenceSteps(displayed, question.strengths);
    const step = steps[stepOf(value, steps)];
    return step === undefined ? "" : stepText.long(step, question.strengths);
  };
}
