import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isPassing } from "./problem";
import { beat, claimNext, startTask, type Stage, type Task } from "./queue";

const LOOK_AGAIN_MS = 15_000;
const HEARTBEAT_MS = 30_000;
/** A reservation with less than this left is not worth showing. */
const SHORTEST_RESERVATION_MS = 2_000;

const MANUAL = {
  staleTime: Infinity,
  gcTime: 0,
  refetchOnMount: false,
  refetchOnReconnect: false,
  refetchOnWindowFocus: false,
} as const;

const feedKeys = (projectId: string, stage: Stage) => ({
  current: ["task", projectId, stage, "current"] as const,
  reserved: ["task", projectId, stage, "reserved"] as const,
});

/** The task in hand, and the next one reserved behind it so that it is on screen at once. */
export function useTaskFeed(projectId: string, stage: Stage) {
  const client = useQueryClient();
  const keys = feedKeys(projectId, stage);
  const [isStarting, setStarting] = useState(false);
  const current = useQuery({
    queryKey: keys.current,
    queryFn: () => claimNext(projectId, stage, false),
    // An empty queue is looked at again by itself.
    refetchInterval: ({ state }) => (state.data?.task === null ? LOOK_AGAIN_MS : false),
    ...MANUAL,
  });
  const reserved = useQuery({
    queryKey: keys.reserved,
    queryFn: () => claimNext(projectId, stage, true),
    // Not while a reserved task is only about to start: the server would give that same one again.
    enabled: current.data?.task != null && !current.isFetching && !isStarting,
    // Asking again prolongs the reservation for as long as somebody sits at the task before it.
    refetchInterval: (query) => msUntilExpiry(query.state.data?.task ?? null) / 2 || false,
    retry: false,
    ...MANUAL,
  });
  const next = reserved.data?.task ?? null;

  const show = (task: Task) => client.setQueryData(keys.current, { task, reasons: [] });

  /** After a submit or a skip: the reserved task at once, else the answer of the server. */
  const advance = async (): Promise<void> => {
    client.removeQueries({ queryKey: keys.reserved });
    if (next === null || msUntilExpiry(next) < SHORTEST_RESERVATION_MS) {
      await client.resetQueries({ queryKey: keys.current });
      return;
    }
    setStarting(true);
    show(next);
    try {
      await startTask(next);
    } catch (error) {
      if (!isPassing(error)) await client.resetQueries({ queryKey: keys.current });
    } finally {
      setStarting(false);
    }
  };

  /** A submission was taken back: its task is in hand again, and the one that was in hand comes after it. */
  const putBack = (task: Task): void => {
    const inHand = current.data?.task ?? null;
    if (inHand !== null && inHand.token !== task.token) {
      client.setQueryData(keys.reserved, { task: inHand, reasons: [] });
    }
    show(task);
  };

  return { current, putBack, advance };
}

function msUntilExpiry(task: Task | null): number {
  return task === null ? 0 : Math.max(0, Date.parse(task.lease_expires_at) - Date.now());
}

/** Keeps the lease alive while somebody is there; `isLost` once the server has given the slot away. */
export function useLease(task: Task, isPresent: () => boolean) {
  const lease = useQuery({
    queryKey: ["task", "lease", task.slot_id, task.token],
    queryFn: () => (isPresent() ? beat(task) : { lease_expires_at: task.lease_expires_at }),
    ...MANUAL,
    refetchInterval: (query) => (isLost(query.state.error) ? false : HEARTBEAT_MS),
    initialData: { lease_expires_at: task.lease_expires_at },
  });
  return { isLost: isLost(lease.error) };
}

function isLost(error: unknown): boolean {
  return error !== null && !isPassing(error);
}
