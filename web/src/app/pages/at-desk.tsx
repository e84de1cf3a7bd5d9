import { Container } from "@mantine/core";
import type { ReactNode } from "react";
import type { OnDesk } from "@/api/feed-types";
import { outbox, type Outgoing } from "@/api/outgoing";
import type { Task } from "@/api/queue";
import type { TaskFeed } from "@/api/task-feed";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { ComingTask } from "@/shared/work/coming-task";
import { OutgoingStatus } from "@/shared/work/outgoing-status";
import { RefusedNotice } from "@/shared/work/refused-notice";
import { EmptyQueue } from "./empty-queue";

interface AtDeskProps {
  projectId: string;
  feed: TaskFeed;
  desk: OnDesk;
  outgoing: readonly Outgoing[];
  /** What an empty queue is called. */
  emptyTitle: string;
  /** What can be done while no task is there. */
  actions?: ReactNode;
  /** `refusal`: why the server did not take it the last time; null before that. */
  children: (task: Task, refusal: unknown) => ReactNode;
}

/** The task in hand, or where the next one is; above it what was sent before and was not taken. */
export function AtDesk({ projectId, feed, desk, outgoing, emptyTitle, actions, children }: AtDeskProps) {
  const inHand = desk.kind === "task" ? desk.task.token : null;
  const refused = outgoing.filter((one) => one.state === "refused");
  const refusal = refused.find(({ task }) => task.token === inHand)?.error ?? null;
  const retry = () => feed.retry();
  const giveUp = (task: Task) => {
    outbox.forget(task);
    feed.giveUp(task);
  };
  return (
    <>
      {refused.map(
        ({ task, error }) =>
          task.token !== inHand && (
            <RefusedNotice key={task.token} error={error} onReopen={() => feed.putBack(task)} onClose={() => giveUp(task)} />
          ),
      )}
      {desk.kind === "task" && children(desk.task, refusal)}
      {desk.kind === "fetching" && (
        <ComingTask error={desk.error} isAfterSending={outgoing.some(({ state }) => state === "waiting")} onRetry={retry}>
          <OutgoingStatus outgoing={outgoing} />
          {actions}
        </ComingTask>
      )}
      {desk.kind === "failed" && (
        <Container py="lg">
          <ErrorNotice error={desk.error} onRetry={retry} />
        </Container>
      )}
      {desk.kind === "empty" && (
        <EmptyQueue projectId={projectId} title={emptyTitle} reasons={desk.reasons} onRetry={retry}>
          {actions}
        </EmptyQueue>
      )}
    </>
  );
}
