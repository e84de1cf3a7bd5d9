import type { FeedServer } from "./feed-types";
import { ApiProblem, NoConnection } from "./problem";
import type { Task } from "./queue";

interface Claim {
  token: string;
  slot: number;
  isStarted: boolean;
  end: "submitted" | "released" | "skipped" | "undone" | null;
}

/** How a request fares: `there` and `back` in milliseconds, and where it gets lost. */
export interface Fate {
  there?: number;
  back?: number;
  lost?: "there" | "back" | null;
}

type Kind = "claim" | "reserve" | "start" | "beat" | "release" | "submit" | "skip" | "undo";

/** The server's rules about who holds what, behind a network that does as it is told. For tests. */
export class FakeQueue {
  readonly claims: Claim[] = [];
  readonly log: string[] = [];
  /** How the next request of a kind fares. */
  fate: (kind: Kind) => Fate = () => ({});
  /** Refuses instead. */
  refusal: (kind: Kind, token: string) => ApiProblem | null = () => null;
  leaseMs = 120_000;

  constructor(public nSlots: number) {}

  readonly server: FeedServer = {
    claim: () => this.request("claim", "", () => ({ task: this.held(false) ?? this.fresh(true), reasons: [] })),
    reserve: () => this.request("reserve", "", () => ({ task: this.held(true) ?? this.fresh(false), reasons: [] })),
    start: ({ token }) => this.request("start", token, () => void (this.open(token).isStarted = true)),
    beat: ({ token }) => this.request("beat", token, () => ({ lease_expires_at: this.taskOf(this.open(token)).lease_expires_at })),
    release: ({ token }) => this.request("release", token, () => void (this.open(token).end = "released")),
  };

  /** Repeating it is safe. */
  submit({ token }: Task): Promise<void> {
    return this.request("submit", token, () => {
      const claim = this.claimOf(token);
      if (claim.end === null) claim.end = "submitted";
    });
  }

  skip({ token }: Task): Promise<void> {
    return this.request("skip", token, () => void (this.open(token).end = "skipped"));
  }

  undo({ token }: Task): Promise<Task> {
    return this.request("undo", token, () => {
      const undone = this.claimOf(token);
      undone.end = "undone";
      return this.taskOf(this.add(undone.slot, true));
    });
  }

  /** Slots whose answer is there, each as often as it was taken. */
  get done(): number[] {
    return this.claims.filter(({ end }) => end === "submitted").map(({ slot }) => slot).sort((a, b) => a - b);
  }

  get hasInHand(): boolean {
    return this.claims.some(({ end }) => end === null);
  }

  count(kind: Kind): number {
    return this.log.filter((one) => one.startsWith(kind)).length;
  }

  private async request<Answer>(kind: Kind, token: string, answer: () => Answer): Promise<Answer> {
    const { there = 0, back = 0, lost = null } = this.fate(kind);
    await rest(there);
    if (lost === "there") throw new NoConnection();
    this.log.push(`${kind} ${token}`.trim());
    const refusal = this.refusal(kind, token);
    if (refusal !== null) {
      await rest(back);
      throw refusal;
    }
    const given = answerOrProblem(answer);
    await rest(back);
    if (lost === "back") throw new NoConnection();
    if (given instanceof ApiProblem) throw given;
    return given;
  }

  private held(isReserve: boolean): Task | null {
    const mine = this.claims.filter(({ end, isStarted }) => end === null && !(isReserve && isStarted));
    const first = mine.find(({ isStarted }) => isStarted) ?? mine[0];
    if (first === undefined) return null;
    if (!isReserve) first.isStarted = true;
    return this.taskOf(first);
  }

  private fresh(isStarted: boolean): Task | null {
    const isTaken = (slot: number) => this.claims.some((one) => one.slot === slot && one.end !== "released");
    const slot = Array.from({ length: this.nSlots }, (_, at) => at).find((at) => !isTaken(at));
    return slot === undefined ? null : this.taskOf(this.add(slot, isStarted));
  }

  private add(slot: number, isStarted: boolean): Claim {
    const claim: Claim = { token: `t${this.claims.length}`, slot, isStarted, end: null };
    this.claims.push(claim);
    return claim;
  }

  private claimOf(token: string): Claim {
    const claim = this.claims.find((one) => one.token === token);
    if (claim === undefined) throw new Error(`no claim ${token}`);
    return claim;
  }

  private open(token: string): Claim {
    const claim = this.claimOf(token);
    if (claim.end !== null) throw new ApiProblem(409, { code: "lease_lost" });
    return claim;
  }

  private taskOf({ token, slot, isStarted }: Claim): Task {
    const lease_expires_at = new Date(Date.now() + this.leaseMs).toISOString();
    return { token, slot_id: `slot_${slot}`, stage: "annotate", project_id: "project_1", started_at: isStarted ? lease_expires_at : null, lease_expires_at } as Task;
  }
}

function answerOrProblem<Answer>(answer: () => Answer): Answer | ApiProblem {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ApiProblem) return error;
    throw error;
  }
}

function rest(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((go) => setTimeout(go, ms));
}
