import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { interfaceVersionQuery } from "@/api/interfaces";
import type { Subject, Task } from "@/api/queue";
import { useTaskFeed } from "@/api/task-feed";
import { GuidePanel } from "@/features/guides/guide-panel";
import { QueueEmpty } from "@/features/queue/queue-empty";
import { ReviewDesk } from "@/features/review/review-desk";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { Loaded } from "@/shared/ui/loaded";
import { useProjectId } from "@/app/use-project-id";
import { useMemberId, useRules } from "./desk-context";

export function ReviewPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const feed = useTaskFeed(projectId, "review");
  return (
    <Loaded query={feed.current}>
      {({ task, reasons }) =>
        task?.subject == null ? (
          <QueueEmpty
            projectId={projectId}
            title={t("review.emptyTitle")}
            reasons={reasons}
            onRetry={() => void feed.current.refetch()}
            onUndo={null}
          />
        ) : (
          <ReviewOnDesk key={task.token} projectId={projectId} task={task} subject={task.subject} onSent={() => void feed.advance()} />
        )
      }
    </Loaded>
  );
}

interface ReviewOnDeskProps {
  projectId: string;
  task: Task;
  subject: Subject;
  onSent: () => void;
}

function ReviewOnDesk({ projectId, task, subject, onSent }: ReviewOnDeskProps) {
  const navigate = useNavigate();
  const memberId = useMemberId(projectId);
  const form = useQuery(interfaceVersionQuery(task.interface_version_id));
  const rules = useRules(task.guide_version_id);
  return (
    <Loaded query={form}>
      {(version) => {
        const document = version.document as unknown as InterfaceDocument;
        const ruleKeys = document.questions.flatMap((question) => question.rules ?? []);
        return (
          <ReviewDesk
            memberId={memberId}
            task={task}
            subject={subject}
            document={document}
            rules={rules}
            guide={<GuidePanel guideVersionId={task.guide_version_id} ruleKeys={ruleKeys} />}
            onSent={onSent}
            onLeave={() => void navigate({ to: "/projects/$projectId", params: { projectId } })}
          />
        );
      }}
    </Loaded>
  );
}
