import { useEffect, useState } from "react";
import type { Question } from "./document";
import { focusedQuestion } from "./focus";

/** The question that was last in the focus; the first one before that. */
export function useFocusedQuestion(questions: Question[]): Question | null {
  const [key, setKey] = useState(() => focusedQuestion(questions)?.key ?? null);
  useEffect(() => {
    const listen = ({ target }: FocusEvent) => {
      const frame = target instanceof Element ? target.closest("[data-question]") : null;
      if (frame !== null) setKey(frame.getAttribute("data-question"));
    };
    document.addEventListener("focusin", listen);
    return () => document.removeEventListener("focusin", listen);
  }, []);
  return questions.find((question) => question.key === key) ?? questions[0] ?? null;
}
