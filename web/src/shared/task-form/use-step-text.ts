import { useTranslation } from "react-i18next";
import type { PreferenceStep } from "./preference-scale";
import { responseLetter } from "./response-letter";

/** The words of a step of so many: short ones for its face, long ones for a reader: "Response A is better, strength 2 of 3". */
export function useStepText(displayed: string[]) {
  const { t } = useTranslation();
  const letterOf = (step: PreferenceStep) => responseLetter(displayed.indexOf(step.preferred ?? ""));
  return {
    short: (step: PreferenceStep, strengths: number) =>
      step.preferred === null ? "=" : letterOf(step) + (strongestOf(strengths) > 1 ? "+".repeat(step.strength - 1) : ""),
    long: (step: PreferenceStep, strengths: number) =>
      step.preferred === null
        ? t("task.preference.tie")
        : t(strongestOf(strengths) > 1 ? "task.preference.stepOf" : "task.preference.step", {
            letter: letterOf(step),
            strength: step.strength,
            strongest: strongestOf(strengths),
          }),
  };
}

const strongestOf = (strengths: number) => Math.floor(strengths / 2);
