import type { ReactNode } from "react";
import classes from "./question.module.css";

interface ChoiceInputProps {
  type: "radio" | "checkbox";
  name: string;
  checked: boolean;
  readOnly: boolean;
  onChoose: () => void;
  /** The key that chooses it; nothing when it has none. */
  hint?: number | undefined;
  label: string;
  children?: ReactNode;
}

/** One choice: a native radio or checkbox under a button-like face, so that arrows, Tab and readers just work. */
export function ChoiceInput({ type, name, checked, readOnly, onChoose, hint, label, children }: ChoiceInputProps) {
  return (
    <label className={classes.choice}>
      <input type={type} name={name} checked={checked} disabled={readOnly} onChange={onChoose} aria-label={label} />
      {hint !== undefined && !readOnly && (
        <span className={classes.key} aria-hidden>
          {hint}
        </span>
      )}
      {children ?? <span>{label}</span>}
    </label>
  );
}
