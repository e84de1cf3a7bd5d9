import "@/shared/i18n/guide";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode } from "react";
import { pendingChangesQuery } from "@/api/guides";
import { PendingChanges } from "@/features/guides/pending-changes";
import { Loaded } from "@/shared/ui/loaded";

interface ChangedGuideProps {
  projectId: string;
  onConfirmed: () => void;
  /** What stands here when nothing is left to confirm, because it was done in another window. */
  children: ReactNode;
}

/** Between two tasks: the change of the guide that must be read first. */
export function ChangedGuide({ projectId, onConfirmed, children }: ChangedGuideProps) {
  const query = useQuery({ ...pendingChangesQuery(projectId), refetchOnMount: "always" });
  return (
    <Loaded query={query} isBare>
      {({ pending }) =>
        pending === null ? children : <PendingChanges key={pending.version_id} projectId={projectId} pending={pending} onConfirmed={onConfirmed} />
      }
    </Loaded>
  );
}
