import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceInput } from "./choice-input";
import type { RatingQuestion } from "./document";
import { localText } from "./local-text";
import { ratingValues } from "./question-keys";
import type { ControlProps } from "./question-list";
import classes from "./question.module.css";

export function RatingControl({ question, value, onValue, readOnly }: ControlProps<RatingQuestion>) {
  const { i18n } = useTranslation();
  const name = useId();
  const { min, max, labels } = question.scale;
  const textOf = (rating: number) => localText(labels?.[String(rating)], i18n.language);
  return (
    <>
      <div className={classes.row}>
        {ratingValues(question.scale).map((rating) => (
          <ChoiceInput
            key={rating}
            type="radio"
            name={name}
            checked={value === rating}
            readOnly={readOnly}
            onChoose={() => onValue(rating)}
            label={textOf(rating) === "" ? String(rating) : `${rating}: ${textOf(rating)}`}
          >
            <span aria-hidden>{rating}</span>
          </ChoiceInput>
        ))}
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{textOf(min)}</span>
        <span>{textOf(max)}</span>
      </div>
    </>
  );
}
