import { useTranslation } from "react-i18next";
import type { Answers, Question } from "@/shared/task-form/document";
import { focusedQuestion, focusQuestion } from "@/shared/task-form/focus";
import { answerByKey, questionAfter } from "@/shared/task-form/question-keys";
import { KeyHelp } from "@/shared/ui/key-help";
import { isTextBox, type Shortcut } from "@/shared/ui/use-shortcuts";

export interface WorkActions {
  submit: () => void;
  skip: () => void;
  leave: () => void;
  toggleGuide: () => void;
  searchGuide: () => void;
  /** Goes to the next note of the guide's checks. */
  nextNote: () => void;
  fixNote: () => void;
  /** Whether a note was gone to that has a fix. */
  canFixNote: () => boolean;
  /** Opens the box for the reason why the note that was gone to is wrong here. */
  explainNote: () => void;
  canExplainNote: () => boolean;
  /** Says that the word of the note that was gone to is a name. */
  nameNote: () => void;
  canNameNote: () => boolean;
  /** Null when there is nothing to take back. */
  undo: (() => void) | null;
}

interface WorkKeysProps {
  questions: Question[];
  displayed: string[];
  answers: Answers;
  onAnswer: (key: string, value: unknown) => void;
  actions: WorkActions;
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export function WorkKeys({ questions, displayed, answers, onAnswer, actions }: WorkKeysProps) {
  const { t } = useTranslation();
  const choose = (digit: string) => {
    const question = focusedQuestion(questions);
    if (question === null) return;
    const chosen = answerByKey(question, Number(digit), displayed, answers[question.key]);
    if (chosen === null) return;
    onAnswer(question.key, chosen.value);
    const next = questionAfter(questions, question, answers);
    if (next !== null) focusQuestion(next);
  };
  const leave = () => {
    if (isTextBox(document.activeElement)) (document.activeElement as HTMLElement).blur();
    else actions.leave();
  };
  const shortcuts: Shortcut[] = [
    { keys: DIGITS, label: t("keys.choose"), run: choose },
    { keys: ["0"], label: t("keys.cannotJudge"), run: choose },
    { keys: ["mod+Enter"], label: t("keys.submit"), run: actions.submit, whileTyping: true },
    { keys: ["g"], label: t("keys.guide"), run: actions.toggleGuide },
    { keys: ["/"], label: t("keys.guideSearch"), run: actions.searchGuide },
    { keys: ["F8"], label: t("checkKeys.next"), run: actions.nextNote, whileTyping: true },
    { keys: ["mod+."], label: t("checkKeys.apply"), run: actions.fixNote, whileTyping: true, when: actions.canFixNote },
    { keys: ["F2"], label: t("checkKeys.explain"), run: actions.explainNote, whileTyping: true, when: actions.canExplainNote },
    { keys: ["shift+F2"], label: t("checkKeys.name"), run: actions.nameNote, whileTyping: true, when: actions.canNameNote },
    { keys: ["s"], label: t("keys.skip"), run: actions.skip },
    { keys: ["Escape"], label: t("keys.leave"), run: leave, whileTyping: true },
  ];
  if (actions.undo !== null) shortcuts.push({ keys: ["u"], label: t("keys.undo"), run: actions.undo });
  return <KeyHelp shortcuts={shortcuts} />;
}
