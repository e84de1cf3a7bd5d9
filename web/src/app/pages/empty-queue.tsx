import { QueueEmpty, type QueueEmptyProps } from "@/features/queue/queue-empty";
import { later } from "@/shared/ui/later";

const ChangedGuide = later(async () => (await import("./changed-guide")).ChangedGuide);

/** Why no task comes; where the guide changed, the change itself, to be confirmed. */
export function EmptyQueue(props: QueueEmptyProps) {
  const empty = <QueueEmpty {...props} />;
  if (!props.reasons.some(({ code }) => code === "guide_changed")) return empty;
  return (
    <ChangedGuide projectId={props.projectId} onConfirmed={props.onRetry}>
      {empty}
    </ChangedGuide>
  );
}
