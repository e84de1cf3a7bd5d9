import { useQuery } from "@tanstack/react-query";
import { isPassing } from "./problem";
import { beat, type Task } from "./queue";

const HEARTBEAT_MS = 30_000;

/** Keeps the lease alive while somebody is there; `isLost` once the server has given the slot away. */
export function useLease(task: Task, isPresent: () => boolean) {
  const lease = useQuery({
    queryKey: ["task", "lease", task.slot_id, task.token],
    queryFn: () => (isPresent() ? beat(task) : { lease_expires_at: task.lease_expires_at }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    refetchInterval: (query) => (isLost(query.state.error) ? false : HEARTBEAT_MS),
    initialData: { lease_expires_at: task.lease_expires_at },
  });
  return { isLost: isLost(lease.error) };
}

function isLost(error: unknown): boolean {
  return error !== null && !isPassing(error);
}
