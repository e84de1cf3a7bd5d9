import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { interfaceVersionQuery } from "@/api/interfaces";
import type { Subject, Task } from "@/api/queue";
import { ReviewDesk } from "@/features/review/review-desk";
import { useReviewFlow } from "@/features/review/use-review-flow";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { useProjectId } from "@/app/use-project-id";
import { AtDesk } from "./at-desk";
import { useMemberId, useRules } from "./desk-context";
import { TaskGuide } from "./task-guide";

export function ReviewPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const memberId = useMemberId(projectId);
  const { slot } = useSearch({ from: "/signed-in/projects/$projectId/review" });
  const flow = useReviewFlow(projectId, memberId, slot);
  return (
    <AtDesk projectId={projectId} feed={flow.feed} desk={flow.desk} outgoing={flow.outgoing} emptyTitle={t("review.emptyTitle")}>
      {(task, refusal) =>
        task.subject !== null && (
          <ReviewOnDesk key={task.token} flow={flow} projectId={projectId} memberId={memberId} task={task} subject={task.subject} refusal={refusal} />
        )
      }
    </AtDesk>
  );
}

interface ReviewOnDeskProps {
  flow: ReturnType<typeof useReviewFlow>;
  projectId: string;
  memberId: string;
  task: Task;
  subject: Subject;
  refusal: unknown;
}

function ReviewOnDesk({ flow, projectId, memberId, task, subject, refusal }: ReviewOnDeskProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useQuery(interfaceVersionQuery(task.interface_version_id));
  const { rules, guide } = useRules(task.guide_version_id);
  return (
    <Loaded query={form} isBare>
      {(version) => {
        const document = version.document as unknown as InterfaceDocument;
        return (
          <>
          {guide.isError && <ErrorNotice error={guide.error} title={t("review.noRules")} onRetry={() => void guide.refetch()} />}
          <ReviewDesk
            memberId={memberId}
            task={task}
            subject={subject}
            document={document}
            rules={rules}
            guide={<TaskGuide task={task} questions={document.questions} />}
            outgoing={flow.outgoing}
            refusal={refusal}
            onSubmit={(verdict) => flow.submit(task, verdict)}
            onLeave={() => void navigate({ to: "/projects/$projectId", params: { projectId } })}
          />
          </>
        );
      }}
    </Loaded>
  );
}
