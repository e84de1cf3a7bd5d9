import { ruleConflict, type DraftRule, type RuleConflict, type SavedRule } from "@/api/guide-draft";
import { isPassing } from "@/api/problem";
import { retryDelayMs } from "@/api/retry";
import { followMove, readRule, sourceOf, type RuleText } from "./rule-text";

export interface RuleState {
  text: RuleText;
  source: string;
  /** `waiting`: no connection; it is sent again. */
  state: "saved" | "dirty" | "saving" | "waiting" | "refused";
  savedAt: number | null;
  error: unknown;
  conflict: RuleConflict | null;
}

export interface RuleServer {
  save: (key: string, source: string, base: string) => Promise<SavedRule>;
  /** The draft of the page gets the rule that was saved under `from`. */
  onSaved: (from: string, saved: SavedRule) => void;
  /** The rule as the server has it now; null when it is gone. */
  reread: (key: string) => Promise<DraftRule | null>;
}

interface Edit {
  text: RuleText;
  key: string;
  base: string;
  /** What the server has of it. */
  saved: string;
}

const PAUSE_MS = 800;

/**
 * One rule under the hands of one person: saved after each pause, one request at a time, on top of what was there when it was
 * read. It goes on when another rule is opened, until the server has the text or somebody must choose.
 */
export class RuleKeeper {
  private edit: Edit;
  private source: string;
  /** `base` was learned from a conflict: the draft of the page is older for as long as it has this one. */
  private overtaken: string | null = null;
  private page: string;
  private isSending = false;
  private failures = 0;
  private refusal: { source: string; error: unknown } | null = null;
  /** Why theirs could not be read. */
  private trouble: unknown = null;
  private savedAt: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown: RuleState;
  private renamed: ((from: string, to: string) => void) | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    rule: DraftRule,
    private readonly server: RuleServer,
  ) {
    this.page = rule.base;
    this.edit = editOf(rule);
    this.source = rule.source;
    this.shown = this.look();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly state = (): RuleState => this.shown;
  readonly read = (): RuleText => this.edit.text;
  readonly change = (next: (text: RuleText) => RuleText): void => {
    this.set({ ...this.edit, text: next(this.edit.text) });
    this.schedule(PAUSE_MS);
  };

  get key(): string {
    return this.edit.key;
  }

  get isDirty(): boolean {
    return this.source !== this.edit.saved;
  }

  /** While somebody has it open. */
  tellRenames(told: (from: string, to: string) => void): () => void {
    this.renamed = told;
    return () => {
      this.renamed = null;
    };
  }

  /** The draft of the page was read again. */
  meet(rule: DraftRule): void {
    this.page = rule.base;
    if (this.isSending || rule.base === this.edit.base || rule.base === this.overtaken) return;
    const isSame = this.source === rule.source;
    if (!this.isDirty || isSame) this.adopt({ ...editOf(rule), text: isSame ? this.edit.text : readRule(rule) });
    else {
      const moved = onTopOf(this.edit, this.edit.saved, { theirs: rule.source, base: rule.base });
      if (moved !== null) this.adopt(moved);
    }
  }

  /** Saves now what the pause has not saved yet. */
  flush(): void {
    if (this.timer !== undefined) void this.send();
  }

  async takeTheirs(): Promise<void> {
    try {
      const rule = await this.server.reread(this.edit.key);
      if (rule === null) this.discard();
      else {
        this.page = rule.base;
        this.adopt(editOf(rule));
      }
    } catch (error) {
      this.trouble = error;
      this.tell();
    }
  }

  keepMine(base: string): void {
    const theirs = this.conflict?.theirs ?? this.edit.saved;
    this.overtaken = this.page;
    this.adopt({ ...this.edit, base, saved: theirs });
    this.server.reread(this.edit.key).catch(() => undefined);
  }

  /** What was typed is no longer wanted. */
  discard(): void {
    clearTimeout(this.timer);
    this.adopt({ ...this.edit, saved: this.source });
  }

  private get conflict(): RuleConflict | null {
    return this.refusal === null ? null : ruleConflict(this.refusal.error);
  }

  private set(edit: Edit): void {
    this.edit = edit;
    this.source = sourceOf(edit.text);
  }

  private adopt(edit: Edit): void {
    this.set(edit);
    this.refusal = null;
    this.trouble = null;
    this.schedule(PAUSE_MS);
  }

  /** Nothing is sent while a request is under way, a choice waits, or nothing changed since the server said no. */
  private schedule(delayMs: number): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const isRefused = this.refusal !== null && (this.conflict !== null || this.refusal.source === this.source);
    if (this.isDirty && !this.isSending && !isRefused) this.timer = setTimeout(() => void this.send(), this.failures > 0 ? retryDelayMs(this.failures) : delayMs);
    this.tell();
  }

  private async send(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { source, edit: { key, base } } = this;
    this.isSending = true;
    this.tell();
    try {
      const saved = await this.server.save(key, source, base);
      this.isSending = false;
      this.succeeded(key, source, saved);
    } catch (error) {
      this.isSending = false;
      this.failed(source, error);
    }
  }

  private succeeded(from: string, source: string, saved: SavedRule): void {
    this.failures = 0;
    this.refusal = null;
    this.savedAt = Date.now();
    this.edit = { ...this.edit, key: saved.rule.key, base: saved.rule.base, saved: source };
    if (saved.rule.key !== from) this.renamed?.(from, saved.rule.key);
    this.server.onSaved(from, saved);
    this.schedule(PAUSE_MS);
  }

  private failed(source: string, error: unknown): void {
    const found = ruleConflict(error);
    const settled = found === null ? null : onTopOf(this.edit, source, found);
    if (isPassing(error)) this.failures += 1;
    else this.failures = 0;
    if (settled !== null) {
      this.set(settled);
      this.overtaken = this.page;
      this.server.reread(settled.key).catch(() => undefined);
    } else if (!isPassing(error)) this.refusal = { source, error };
    this.schedule(PAUSE_MS);
  }

  private tell(): void {
    this.shown = this.look();
    for (const listener of this.listeners) listener();
  }

  private look(): RuleState {
    const { conflict, refusal, savedAt, source } = this;
    const isRefused = this.isDirty && refusal !== null && (conflict !== null || refusal.source === source);
    const unsent = this.failures > 0 ? "waiting" : "dirty";
    const state = this.isSending ? "saving" : isRefused ? "refused" : this.isDirty ? unsent : "saved";
    return { text: this.edit.text, source, state, savedAt, error: isRefused && conflict === null ? refusal.error : this.trouble, conflict: isRefused ? conflict : null };
  }
}

function editOf(rule: DraftRule): Edit {
  return { text: readRule(rule), key: rule.key, base: rule.base, saved: rule.source };
}

/** The edit over theirs, which is our own save whose answer was lost, or the rule on another level; null: a conflict. */
function onTopOf(edit: Edit, sent: string, { theirs, base }: RuleConflict): Edit | null {
  if (theirs === null || base === null) return null;
  if (theirs === sent) return { ...edit, base, saved: sent };
  const text = followMove(edit.text, edit.saved, theirs);
  return text === null ? null : { ...edit, text, base, saved: theirs };
}
