import { useQuery } from "@tanstack/react-query";
import { hasStatus } from "./problem";
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

/** An answer that says no; one that says nothing, or that the server stumbled, is tried again. */
function isLost(error: unknown): boolean {
  return [403, 404, 409].some((status) => hasStatus(error, status));
}
