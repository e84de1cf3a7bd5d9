import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { interfaceVersionQuery } from "@/api/interfaces";
import type { Task } from "@/api/queue";
import { SentNotice } from "@/features/queue/sent-notice";
import { UndoButton } from "@/features/queue/undo-button";
import { useWorkFlow } from "@/features/queue/use-work-flow";
import { WorkDesk } from "@/features/queue/work-desk";
import type { Field, InterfaceDocument } from "@/shared/task-form/document";
import { useDrawnAhead } from "@/shared/task-form/use-drawn-ahead";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Loaded } from "@/shared/ui/loaded";
import { useProjectId } from "@/app/use-project-id";
import { AtDesk } from "./at-desk";
import { useMemberId } from "./desk-context";
import { TaskGuide } from "./task-guide";

export function WorkPage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const memberId = useMemberId(projectId);
  const { slot } = useSearch({ from: "/signed-in/projects/$projectId/work" });
  const flow = useWorkFlow(projectId, memberId, slot);
  const { feed, desk, outgoing, last } = flow;
  const actions = <UndoButton onUndo={flow.takeBack} isUnderWay={flow.isTakingBack} />;
  return (
    <>
      {last !== null && <SentNotice sent={last} onClose={flow.closeLast} />}
      {flow.undoError !== null && <ErrorNotice error={flow.undoError} title={t("work.notUndone")} />}
      <AtDesk projectId={projectId} feed={feed} desk={desk} outgoing={outgoing} emptyTitle={t("queue.emptyTitle")} actions={actions}>
        {(task, refusal) => <TaskOnDesk key={task.token} flow={flow} projectId={projectId} memberId={memberId} task={task} refusal={refusal} />}
      </AtDesk>
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
  const { next } = flow;
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
            guide={(noted) => <TaskGuide task={task} questions={document.questions} noted={noted} />}
            outgoing={flow.outgoing}
            refusal={refusal}
            onSubmit={(answers, segments, reasons) => flow.submit(task, answers, segments, reasons)}
            onSkipped={() => flow.skipped(task)}
            onLeave={() => void navigate({ to: "/projects/$projectId", params: { projectId } })}
            onUndo={flow.takeBack}
            isTakingBack={flow.isTakingBack}
          />
        );
      }}
    </Loaded>
  );
}
