import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUndoSubmission, type Task } from "@/api/queue";
import { interfaceVersionQuery } from "@/api/interfaces";
import { useTaskFeed } from "@/api/task-feed";
import { GuidePanel } from "@/features/guides/guide-panel";
import { QueueEmpty } from "@/features/queue/queue-empty";
import { keepReopened, type Sent } from "@/features/queue/sent";
import { SentNotice } from "@/features/queue/sent-notice";
import { WorkDesk } from "@/features/queue/work-desk";
import type { InterfaceDocument } from "@/shared/task-form/document";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { useProjectId } from "@/app/use-project-id";
import { useMemberId } from "./desk-context";

export function WorkPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const feed = useTaskFeed(projectId, "annotate");
  const memberId = useMemberId(projectId);
  const undo = useUndoSubmission();
  const [sent, setSent] = useState<Sent | null>(null);

  const takeBack = (last: Sent) =>
    undo.mutate(last.submissionId, {
      onSuccess: (task) => {
        setSent(null);
        keepReopened(last, task, memberId);
        feed.putBack(task);
      },
    });
  const goOn = (last: Sent | null) => {
    setSent(last);
    void feed.advance();
  };
  const onUndo = sent === null || undo.isPending ? null : () => takeBack(sent);
  return (
    <>
      {sent !== null && <SentNotice sent={sent} onClose={() => setSent(null)} />}
      {undo.error !== null && <ErrorNotice error={undo.error} title={t("work.notUndone")} />}
      <Loaded query={feed.current}>
        {({ task, reasons }) =>
          task === null ? (
            <QueueEmpty
              projectId={projectId}
              title={t("queue.emptyTitle")}
              reasons={reasons}
              onRetry={() => void feed.current.refetch()}
              onUndo={onUndo}
            />
          ) : (
            <TaskOnDesk key={task.token} projectId={projectId} memberId={memberId} task={task} onSent={goOn} onSkipped={() => goOn(null)} onUndo={onUndo} />
          )
        }
      </Loaded>
    </>
  );
}

interface TaskOnDeskProps {
  projectId: string;
  memberId: string;
  task: Task;
  onSent: (sent: Sent) => void;
  onSkipped: () => void;
  onUndo: (() => void) | null;
}

function TaskOnDesk({ projectId, memberId, task, onSent, onSkipped, onUndo }: TaskOnDeskProps) {
  const navigate = useNavigate();
  const form = useQuery(interfaceVersionQuery(task.interface_version_id));
  return (
    <Loaded query={form}>
      {(version) => {
        const document = version.document as unknown as InterfaceDocument;
        const ruleKeys = document.questions.flatMap((question) => question.rules ?? []);
        return (
          <WorkDesk
            memberId={memberId}
            task={task}
            document={document}
            guide={<GuidePanel guideVersionId={task.guide_version_id} ruleKeys={ruleKeys} />}
            onSent={onSent}
            onSkipped={onSkipped}
            onLeave={() => void navigate({ to: "/projects/$projectId", params: { projectId } })}
            onUndo={onUndo}
          />
        );
      }}
    </Loaded>
  );
}
