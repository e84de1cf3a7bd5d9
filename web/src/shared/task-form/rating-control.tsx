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
  const low = localText(question.min_label, i18n.language);
  const high = localText(question.max_label, i18n.language);
  const textOf = (rating: number) => (rating === question.min ? low : rating === question.max ? high : "");
  return (
    <>
      <div className={classes.row}>
        {ratingValues(question).map((rating) => (
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
        <span>{low}</span>
        <span>{high}</span>
      </div>
    </>
  );
}
