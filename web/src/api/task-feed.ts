import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { hasStatus, isPassing, type Schemas } from "./problem";
import { beat, claimNext, releaseTask, resumeTask, startTask, type Stage, type Task } from "./queue";

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

type Next = Schemas["NextOut"];

const feedKeys = (projectId: string, stage: Stage) => ({
  current: ["task", projectId, stage, "current"] as const,
  reserved: ["task", projectId, stage, "reserved"] as const,
});

/**
 * The task in hand, and the next one reserved behind it so that it is on screen at once. `begun`: the slot whose draft
 * somebody wants to go on with; it comes before all others.
 */
export function useTaskFeed(projectId: string, stage: Stage, begun?: string) {
  const client = useQueryClient();
  const keys = feedKeys(projectId, stage);
  const [isStarting, setStarting] = useState(false);
  const current = useQuery({
    queryKey: keys.current,
    queryFn: () => (begun === undefined ? claimNext(projectId, stage, false) : resumeOrNext(projectId, stage, begun)),
    // An empty queue is looked at again by itself.
    refetchInterval: ({ state }) => (state.data?.task === null ? LOOK_AGAIN_MS : false),
    ...MANUAL,
  });
  const reservation = {
    queryKey: keys.reserved,
    queryFn: () => reserveBehind(client, keys.reserved, projectId, stage),
    retry: false,
    ...MANUAL,
  };
  const reserved = useQuery({
    ...reservation,
    // Not while a reserved task is only about to start: the server would give that same one again.
    enabled: current.data?.task != null && !current.isFetching && !isStarting,
    // Asking again prolongs the reservation for as long as somebody sits at the task before it.
    refetchInterval: (query) => msUntilExpiry(query.state.data?.task ?? null) / 2 || false,
  });
  useReleaseOnLeaving(reserved.data?.task ?? null);

  const show = (task: Task) => client.setQueryData<Next>(keys.current, { task: asStarted(task), reasons: [] });

  /** The next task at once when one is reserved; else what the server gives, once `isClear` says that the one before is away. */
  const advance = async (isClear: () => Promise<boolean>): Promise<void> => {
    const next = usable(reserved.data) ?? (reserved.isFetching ? usable(await client.query(reservation).catch(() => undefined)) : null);
    client.removeQueries({ queryKey: keys.reserved });
    const claim = async () => {
      if (await isClear()) await client.resetQueries({ queryKey: keys.current });
    };
    if (next === null) return claim();
    setStarting(true);
    show(next);
    try {
      if (next.started_at === null) await startTask(next);
    } catch (error) {
      if (!isPassing(error)) await claim();
    } finally {
      setStarting(false);
    }
  };

  /** A task is in hand again; the one that was in hand comes after it. */
  const putBack = (task: Task): void => {
    const inHand = current.data?.task ?? null;
    if (inHand !== null && inHand.token !== task.token) {
      client.setQueryData<Next>(keys.reserved, { task: inHand, reasons: [] });
    }
    show(task);
  };

  return { current, next: usable(reserved.data), putBack, advance };
}

/** Reserves a task, or keeps the one that waits already although it was begun before. */
async function reserveBehind(client: QueryClient, key: readonly string[], projectId: string, stage: Stage): Promise<Next> {
  const waiting = client.getQueryData<Next>(key)?.task ?? null;
  if (waiting === null || waiting.started_at === null) return claimNext(projectId, stage, true);
  return { task: { ...waiting, ...(await beat(waiting)) }, reasons: [] };
}

/** A task that only waited goes back to the others when its person leaves. */
function useReleaseOnLeaving(reserved: Task | null) {
  const latest = useRef(reserved);
  useEffect(() => {
    latest.current = reserved;
  }, [reserved]);
  useEffect(() => {
    const release = () => {
      const task = latest.current;
      latest.current = null;
      if (task !== null && task.started_at === null) void releaseTask(task).catch(() => undefined);
    };
    window.addEventListener("pagehide", release);
    return () => {
      window.removeEventListener("pagehide", release);
      release();
    };
  }, []);
}

/** What was begun may be sent or given up by now; then the next task comes as always. */
async function resumeOrNext(projectId: string, stage: Stage, slotId: string): Promise<Next> {
  try {
    return { task: await resumeTask(slotId), reasons: [] };
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
    return claimNext(projectId, stage, false);
  }
}

function asStarted(task: Task): Task {
  return { ...task, started_at: task.started_at ?? new Date().toISOString() };
}

function usable(next: Next | undefined): Task | null {
  const task = next?.task ?? null;
  return task !== null && msUntilExpiry(task) >= SHORTEST_RESERVATION_MS ? task : null;
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
