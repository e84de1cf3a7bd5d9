import { useQueryClient, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { tellLiveChange } from "./live-changes";
import type { Schemas } from "./problem";
import { retryDelayMs } from "./retry";
import { meKey } from "./session-key";

type LiveChange = Schemas["LiveOut"];
type Topic = LiveChange["topic"];

/** "waiting": the page shows what it knew; the stream is being opened again. */
export type LiveState = "on" | "waiting";

// What is asked for again when something happened, by the first part of its cache key.
const ROOTS: Record<Exclude<Topic, "ready" | "all">, string[]> = {
  queue: ["work", "home", "progress", "overview", "items", "item", "quality", "waiting", "audit"],
  items: ["items", "item", "overview", "home", "work", "audit"],
  imports: ["imports", "import", "items", "overview", "home", "audit"],
  reviews: ["home", "work", "overview", "quality", "items", "item", "feedback", "audit"],
  guide: ["guides", "home", "overview", "audit"],
  guide_draft: ["guide-editors"],
  interface: ["interfaces", "overview", "audit"],
  workflow: ["workflows", "progress", "overview", "home", "work", "audit"],
  members: [meKey[0], "projects", "audit"],
  project: [meKey[0], "projects", "overview", "admin", "audit"],
  jobs: ["admin"],
  people: ["admin"],
};
// A task in hand never changes under the hands of who writes it.
const NEVER = new Set<unknown>(["task", "setup", "invitation"]);
const GATHER_MS = 2_000;

/** Whether a cache entry is told of these topics. */
export function isConcerned(key: QueryKey, topics: ReadonlySet<Topic>): boolean {
  const root = key[0];
  if (NEVER.has(root)) return false;
  if (topics.has("all")) return true;
  return [...topics].some((topic) => topic !== "ready" && topic !== "all" && ROOTS[topic].some((one) => one === root));
}

/** Listens to a stream of changes while the tab is in front, and asks again for what they concern. */
export function useLive(url: string | null): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("on");
  useEffect(() => {
    if (url === null) return undefined;
    const stream = new LiveStream(url, client, setState);
    const look = () => (document.visibilityState === "visible" ? stream.open() : stream.close());
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      stream.close();
    };
  }, [url, client]);
  return url === null ? "on" : state;
}

class LiveStream {
  private source: EventSource | null = null;
  private failures = 0;
  private wasOpen = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private topics = new Set<Topic>();

  constructor(
    private readonly url: string,
    private readonly client: QueryClient,
    private readonly onState: (state: LiveState) => void,
  ) {}

  open(): void {
    if (this.source !== null) return;
    const source = new EventSource(this.url);
    this.source = source;
    source.onopen = () => {
      // What happened while nobody listened is not told again.
      if (this.wasOpen) this.gather("all");
      this.wasOpen = true;
      this.failures = 0;
      this.onState("on");
    };
    source.onmessage = (event: MessageEvent<string>) => this.take(JSON.parse(event.data) as LiveChange);
    source.onerror = () => this.fail();
  }

  /** A browser holds few connections per server: tabs in the background give theirs back. */
  close(): void {
    clearTimeout(this.retry);
    clearTimeout(this.gathering);
    this.gathering = undefined;
    this.source?.close();
    this.source = null;
  }

  private take(change: LiveChange): void {
    if (change.topic === "ready") return;
    this.gather(change.topic);
  }

  private fail(): void {
    this.onState("waiting");
    this.source?.close();
    this.source = null;
    this.failures += 1;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.open(), retryDelayMs(this.failures));
  }

  private gather(topic: Topic): void {
    this.topics.add(topic);
    this.gathering ??= setTimeout(() => {
      const { topics } = this;
      this.topics = new Set();
      this.gathering = undefined;
      void this.client.invalidateQueries({ predicate: ({ queryKey }) => isConcerned(queryKey, topics) });
      tellLiveChange();
    }, GATHER_MS);
  }
}
