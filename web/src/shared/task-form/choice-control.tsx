import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceInput } from "./choice-input";
import { ChosenList } from "./chosen-list";
import type { ChoiceQuestion } from "./document";
import { localText } from "./local-text";
import { toggled } from "./question-keys";
import type { ControlProps } from "./question-list";
import classes from "./question.module.css";

export function ChoiceControl({ question, value, onValue, readOnly }: ControlProps<ChoiceQuestion>) {
  const { i18n } = useTranslation();
  const name = useId();
  const many = question.many === true;
  const isChosen = (option: string) => (Array.isArray(value) ? value.includes(option) : value === option);
  if (readOnly) {
    const chosen = question.options.filter((option) => isChosen(option.value));
    return <ChosenList labels={chosen.map((option) => localText(option.label, i18n.language))} />;
  }
  return (
    <div className={classes.column}>
      {question.options.map((option, index) => (
        <ChoiceInput
          key={option.value}
          type={many ? "checkbox" : "radio"}
          name={name}
          checked={isChosen(option.value)}
          readOnly={false}
          onChoose={() => onValue(many ? toggled(value, option.value) : option.value)}
          hint={index < 9 ? index + 1 : undefined}
          label={localText(option.label, i18n.language)}
        />
      ))}
    </div>
  );
}
