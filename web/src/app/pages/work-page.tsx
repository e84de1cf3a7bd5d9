import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Task } from "@/api/queue";
import { interfaceVersionQuery } from "@/api/interfaces";
import { SentNotice } from "@/features/queue/sent-notice";
import { useWorkFlow } from "@/features/queue/use-work-flow";
import { WorkDesk } from "@/features/queue/work-desk";
import type { Field, InterfaceDocument } from "@/shared/task-form/document";
import { useDrawnAhead } from "@/shared/task-form/use-drawn-ahead";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { RefusedNotice } from "@/shared/work/refused-notice";
import { useProjectId } from "@/app/use-project-id";
import { useMemberId } from "./desk-context";
import { EmptyQueue } from "./empty-queue";
import { TaskGuide } from "./task-guide";

export function WorkPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const memberId = useMemberId(projectId);
  const { slot } = useSearch({ from: "/signed-in/projects/$projectId/work" });
  const flow = useWorkFlow(projectId, memberId, slot);
  const { feed, last, refused } = flow;
  const inHand = feed.current.data?.task ?? null;
  const refusedInHand = refused !== null && refused.task.token === inHand?.token ? refused : null;
  return (
    <>
      {last !== null && <SentNotice sent={last} onClose={flow.closeLast} />}
      {refused !== null && refusedInHand === null && <RefusedNotice error={refused.error} onReopen={() => flow.reopen(refused)} />}
      {flow.undoError !== null && <ErrorNotice error={flow.undoError} title={t("work.notUndone")} />}
      <Loaded query={feed.current} isBare>
        {({ task, reasons }) =>
          task === null ? (
            <EmptyQueue
              projectId={projectId}
              title={t("queue.emptyTitle")}
              reasons={reasons}
              onRetry={() => void feed.current.refetch()}
              onUndo={flow.takeBack}
            />
          ) : (
            // A refused task begins anew with what this device keeps of it.
            <TaskOnDesk
              key={`${task.token} ${refusedInHand === null ? "" : "again"}`}
              flow={flow}
              projectId={projectId}
              memberId={memberId}
              task={task}
              refusal={refusedInHand?.error ?? null}
            />
          )
        }
      </Loaded>
    </>
  );
}

const NO_FIELDS: Field[] = [];

interface TaskOnDeskProps {
  flow: ReturnType<typeof useWorkFlow>;
  projectId: string;
  memberId: string;
  task: Task;
  refusal: unknown;
}

function TaskOnDesk({ flow, projectId, memberId, task, refusal }: TaskOnDeskProps) {
  const navigate = useNavigate();
  const form = useQuery(interfaceVersionQuery(task.interface_version_id));
  const { next } = flow.feed;
  const fields = (form.data?.document as InterfaceDocument | undefined)?.fields;
  useDrawnAhead(fields ?? NO_FIELDS, next?.item.content ?? null, next?.returned != null);
  return (
    <Loaded query={form} isBare>
      {(version) => {
        const document = version.document as unknown as InterfaceDocument;
        return (
          <WorkDesk
            memberId={memberId}
            task={task}
            document={document}
            guide={(noted) => <TaskGuide guideVersionId={task.guide_version_id} questions={document.questions} noted={noted} />}
            outgoing={flow.outgoing}
            refusal={refusal}
            onSubmit={(answers, segments, reasons) => flow.submit(task, answers, segments, reasons)}
            onSkipped={flow.skipped}
            onLeave={() => void navigate({ to: "/projects/$projectId", params: { projectId } })}
            onUndo={flow.takeBack}
          />
        );
      }}
    </Loaded>
  );
}
