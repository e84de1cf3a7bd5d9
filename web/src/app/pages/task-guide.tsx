import type { Task } from "@/api/queue";
import { GuidePanel } from "@/features/guides/guide-panel";
import type { Question } from "@/shared/task-form/document";
import { useFocusedQuestion } from "@/shared/task-form/use-focused-question";

interface TaskGuideProps {
  task: Task;
  questions: Question[];
  noted?: ReadonlyMap<string, number>;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** The guide beside a task: the rules of the question in the focus first, then those that concern the task. */
export function TaskGuide({ task, questions, noted = NONE }: TaskGuideProps) {
  return (
    <GuidePanel
      projectId={task.project_id}
      guideVersionId={task.guide_version_id}
      about={task.about}
      question={useFocusedQuestion(questions)}
      noted={noted}
      taskRules={questions.flatMap((question) => question.rules ?? [])}
    />
  );
}
