import { GuidePanel } from "@/features/guides/guide-panel";
import type { Question } from "@/shared/task-form/document";
import { useFocusedQuestion } from "@/shared/task-form/use-focused-question";

interface TaskGuideProps {
  guideVersionId: string | null;
  questions: Question[];
  noted?: ReadonlyMap<string, number>;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** The guide beside a task: the rules of the question in the focus first. */
export function TaskGuide({ guideVersionId, questions, noted = NONE }: TaskGuideProps) {
  const focused = useFocusedQuestion(questions);
  return (
    <GuidePanel
      guideVersionId={guideVersionId}
      questionRules={focused?.rules ?? []}
      noted={noted}
      taskRules={questions.flatMap((question) => question.rules ?? [])}
    />
  );
}
