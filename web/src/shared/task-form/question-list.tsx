import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { AnswerIssue } from "./answer-state";
import { ChoiceControl } from "./choice-control";
import type { Answers, Question, TextQuestion } from "./document";
import { PreferenceControl } from "./preference-control";
import { QuestionFrame } from "./question-frame";
import { RatingControl } from "./rating-control";
import { TextControl } from "./text-control";

interface QuestionListProps {
  questions: Question[];
  answers: Answers;
  displayed: string[];
  onAnswer?: ((key: string, value: unknown) => void) | undefined;
  readOnly?: boolean;
  issues?: ReadonlyMap<string, AnswerIssue> | undefined;
  /** What the server says about an answer, by question key. */
  refusals?: ReadonlyMap<string, string> | undefined;
  /** What is said about places of a written answer; null where nothing looks at it. */
  notesOf?: ((question: TextQuestion) => ReactNode) | undefined;
  /** True where answers may be selected to anchor a finding. */
  anchored?: boolean;
}

export function QuestionList(props: QuestionListProps) {
  const { questions, issues, refusals } = props;
  return (
    <Stack gap="lg">
      {questions.map((question) => (
        <QuestionFrame
          key={question.key}
          question={question}
          issue={issues?.get(question.key)}
          refusal={refusals?.get(question.key)}
          isReadOnly={props.readOnly === true}
        >
          <Control {...props} question={question} />
        </QuestionFrame>
      ))}
    </Stack>
  );
}

export interface ControlProps<Kind extends Question> {
  question: Kind;
  value: unknown;
  onValue: (value: unknown) => void;
  readOnly: boolean;
}

function Control({ question, ...props }: QuestionListProps & { question: Question }) {
  const shared = {
    value: props.answers[question.key],
    onValue: (value: unknown) => props.onAnswer?.(question.key, value),
    readOnly: props.readOnly === true,
  };
  switch (question.type) {
    case "preference":
      return <PreferenceControl {...shared} question={question} displayed={props.displayed} />;
    case "choice":
      return <ChoiceControl {...shared} question={question} />;
    case "rating":
      return <RatingControl {...shared} question={question} />;
    case "text":
      return <TextControl {...shared} question={question} anchored={props.anchored === true} notes={props.notesOf?.(question) ?? null} />;
  }
}
