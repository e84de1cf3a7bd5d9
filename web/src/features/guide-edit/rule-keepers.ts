import type { DraftRule } from "@/api/guide-draft";
import { RuleKeeper, type RuleServer } from "./rule-keeper";

/** The rules of a project that are under somebody's hands: those that are open, and those whose text the server does not have yet. */
class Keepers {
  private readonly byName = new Map<string, RuleKeeper>();
  private readonly open = new Set<RuleKeeper>();
  private readonly listeners = new Set<() => void>();

  constructor() {
    window.addEventListener("beforeunload", (event) => {
      if ([...this.byName.values()].some((keeper) => keeper.isDirty)) event.preventDefault();
    });
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The one that was left with unsaved text, or a new one. */
  of(projectId: string, rule: DraftRule, server: RuleServer): RuleKeeper {
    const known = this.byName.get(nameOf(projectId, rule.key));
    if (known !== undefined) return known;
    const keeper: RuleKeeper = new RuleKeeper(rule, {
      ...server,
      onSaved: (from, saved) => {
        this.byName.delete(nameOf(projectId, from));
        this.byName.set(nameOf(projectId, keeper.key), keeper);
        server.onSaved(from, saved);
      },
    });
    this.byName.set(nameOf(projectId, rule.key), keeper);
    keeper.subscribe(() => this.tidy());
    return keeper;
  }

  /** On a screen, until what it returns is called; then it is saved without waiting for a pause. */
  enter(projectId: string, keeper: RuleKeeper): () => void {
    this.byName.set(nameOf(projectId, keeper.key), keeper);
    this.open.add(keeper);
    return () => {
      this.open.delete(keeper);
      keeper.flush();
      this.tidy();
    };
  }

  unsaved(projectId: string): RuleKeeper[] {
    return [...this.byName].filter(([name, keeper]) => name.startsWith(nameOf(projectId, "")) && keeper.isDirty).map(([, keeper]) => keeper);
  }

  private tidy(): void {
    for (const [name, keeper] of this.byName) if (!keeper.isDirty && !this.open.has(keeper)) this.byName.delete(name);
    for (const listener of this.listeners) listener();
  }
}

const nameOf = (projectId: string, key: string) => `${projectId} ${key}`;

export const keepers = new Keepers();
