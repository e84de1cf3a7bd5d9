import { GuidePanel } from "@/features/guides/guide-panel";
import type { Question } from "@/shared/task-form/document";
import { useFocusedQuestion } from "@/shared/task-form/use-focused-question";

/** The guide beside a task: the rules of the question in the focus first. */
export function TaskGuide({ guideVersionId, questions }: { guideVersionId: string | null; questions: Question[] }) {
  const focused = useFocusedQuestion(questions);
  return (
    <GuidePanel
      guideVersionId={guideVersionId}
      questionRules={focused?.rules ?? []}
      taskRules={questions.flatMap((question) => question.rules ?? [])}
    />
  );
}
