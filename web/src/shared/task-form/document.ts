/** The form of a task, as an interface version stores it. The server has validated it against its JSON Schema. */

export type LocalText = string | Record<string, string>;

export interface Field {
  key: string;
  type: "text" | "markdown" | "chat" | "responses";
  /** JSON Pointer into the item's content. */
  at: string;
  label?: LocalText | null;
}

interface QuestionBase {
  key: string;
  label: LocalText;
  help?: LocalText | null;
  required?: boolean;
  /** Keys of the rules that this question is about. */
  rules?: string[];
}

export interface PreferenceQuestion extends QuestionBase {
  type: "preference";
  over?: string;
  /** 2 to 9 steps; an odd number has a tie in the middle. */
  strengths: number;
  cannot_judge?: boolean;
}

export interface ChoiceQuestion extends QuestionBase {
  type: "choice";
  options: { value: string; label: LocalText }[];
  many?: boolean;
  min_picks?: number | null;
  max_picks?: number | null;
}

export interface RatingQuestion extends QuestionBase {
  type: "rating";
  min: number;
  max: number;
  min_label?: LocalText | null;
  max_label?: LocalText | null;
}

export interface TextQuestion extends QuestionBase {
  type: "text";
  min_chars?: number | null;
  max_chars?: number | null;
  format?: "plain" | "markdown";
}

export type Question = PreferenceQuestion | ChoiceQuestion | RatingQuestion | TextQuestion;

export interface InterfaceDocument {
  title?: LocalText;
  fields: Field[];
  questions: Question[];
}

export type Answers = Record<string, unknown>;

export interface ShownResponse {
  id: string;
  content: string;
}

export interface ShownMessage {
  id: string;
  role: string;
  content: string;
}
