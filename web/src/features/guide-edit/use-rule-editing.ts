import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { guideDraftQuery, ruleConflict, saveRule, withSaved, type DraftRule, type RuleConflict, type SavedRule } from "@/api/guide-draft";
import { isPassing } from "@/api/problem";
import { retryDelayMs } from "@/api/retry";
import { followMove, readRule, sourceOf, type RuleText } from "./rule-text";

const PAUSE_MS = 800;

interface Edit {
  text: RuleText;
  key: string;
  base: string;
  /** What the server has of it. */
  saved: string;
  /** `base` was learned from a conflict: the draft of this page is older for as long as it has this base. */
  overtaken?: string;
}

/** Texts that could not be saved before their rule was left; they are there again when it is opened. */
const unsaved = new Map<string, Edit>();

export interface RuleEditing {
  text: RuleText;
  source: string;
  /** Both stay the same from key to key, so that what did not change is not drawn again. */
  change: (edit: (text: RuleText) => RuleText) => void;
  read: () => RuleText;
  state: "saved" | "dirty" | "saving" | "refused";
  savedAt: number | null;
  error: unknown;
  conflict: RuleConflict | null;
  takeTheirs: () => void;
  keepMine: (base: string) => void;
}

/** One rule under the hands of one person: saved after each pause, on top of what was there when it was read. */
export function useRuleEditing(projectId: string, rule: DraftRule, onRenamed: (from: string, to: string) => void): RuleEditing {
  const client = useQueryClient();
  const [edit, setEdit] = useState<Edit | null>(() => unsaved.get(nameOf(projectId, rule.key)) ?? null);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const isDirty = edit !== null && sourceOf(edit.text) !== edit.saved;
  const isOld = edit !== null && !isDirty && edit.base !== rule.base;
  const isMoved = edit !== null && isDirty && edit.base !== rule.base && edit.overtaken !== rule.base;
  const moved = isMoved ? onTopOf(edit, edit.saved, { theirs: rule.source, base: rule.base }) : null;
  const current: Edit = edit === null || isOld ? { text: readRule(rule), key: rule.key, base: rule.base, saved: rule.source } : (moved ?? edit);
  const source = sourceOf(current.text);
  const latest = useRef(current);
  useLayoutEffect(() => {
    latest.current = current;
  });
  const change = useCallback((next: (text: RuleText) => RuleText) => {
    latest.current = { ...latest.current, text: next(latest.current.text) };
    setEdit(latest.current);
  }, []);
  const read = useCallback(() => latest.current.text, []);

  const keepSaved = useCallback(
    (from: string, saved: SavedRule) => {
      const { queryKey } = guideDraftQuery(projectId);
      const draft = client.getQueryData(queryKey);
      const next = draft === undefined ? null : withSaved(draft, from, saved);
      if (next !== null) client.setQueryData(queryKey, next.draft);
      if (next?.isOvertaken !== false) void client.invalidateQueries({ queryKey });
    },
    [client, projectId],
  );

  const save = useMutation({
    mutationFn: ({ key, sent, base }: { key: string; sent: string; base: string }) => saveRule(projectId, key, sent, base),
    retry: (_, error) => isPassing(error),
    retryDelay: retryDelayMs,
    onSuccess: (saved, { key, sent }) => {
      keepSaved(key, saved);
      unsaved.delete(nameOf(projectId, key));
      // What is typed before the next drawing goes on top of it, too.
      const stored = { key: saved.rule.key, base: saved.rule.base, saved: sent };
      latest.current = { ...latest.current, ...stored };
      setEdit((before) => (before === null ? null : { ...before, ...stored }));
      setSavedAt(Date.now());
      setRefused(null);
      if (saved.rule.key !== key) onRenamed(key, saved.rule.key);
    },
    onError: (error, { sent }) => {
      const found = ruleConflict(error);
      const settled = found === null ? null : onTopOf(latest.current, sent, found);
      if (settled === null) setRefused(sent);
      else {
        setEdit({ ...settled, overtaken: rule.base });
        void client.invalidateQueries(guideDraftQuery(projectId));
      }
    },
  });
  const { mutate, reset, isPending } = save;
  const { key, base } = current;
  const isRefused = refused !== null && refused === source;
  const conflict = isDirty && refused !== null ? ruleConflict(save.error) : null;
  const isWaiting = isDirty && !isPending && !isRefused && conflict === null;

  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => mutate({ key, sent: source, base }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, mutate, key, source, base]);

  useSaveOnLeaving(projectId, isDirty ? current : null, isWaiting, keepSaved);

  return {
    text: current.text,
    source,
    change,
    read,
    state: isPending ? "saving" : isRefused || conflict !== null ? "refused" : isDirty ? "dirty" : "saved",
    savedAt,
    error: isRefused && conflict === null ? save.error : null,
    conflict,
    takeTheirs: () => {
      unsaved.delete(nameOf(projectId, key));
      setEdit(null);
      setRefused(null);
      reset();
      void client.invalidateQueries(guideDraftQuery(projectId));
    },
    keepMine: (theirBase) => {
      setEdit({ ...current, base: theirBase, saved: conflict?.theirs ?? current.saved, overtaken: rule.base });
      setRefused(null);
      reset();
      void client.invalidateQueries(guideDraftQuery(projectId));
    },
  };
}

/** The edit over theirs, which is our own save whose answer was lost, or the rule on another level; null: a conflict. */
function onTopOf(edit: Edit, sent: string, { theirs, base }: RuleConflict): Edit | null {
  if (theirs === null || base === null) return null;
  if (theirs === sent) return { ...edit, base, saved: sent };
  const text = followMove(edit.text, edit.saved, theirs);
  return text === null ? null : { ...edit, text, base, saved: theirs };
}

/** Leaving the rule saves what the pause has not saved yet; what cannot be saved is kept for its return. */
function useSaveOnLeaving(projectId: string, edit: Edit | null, isWaiting: boolean, keepSaved: (from: string, saved: SavedRule) => void) {
  const last = useRef({ edit, isWaiting });
  useEffect(() => {
    last.current = { edit, isWaiting };
  });
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (last.current.edit !== null) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      const { edit: left, isWaiting: mayBeSaved } = last.current;
      if (left === null) return;
      const name = nameOf(projectId, left.key);
      unsaved.set(name, left);
      if (!mayBeSaved) return;
      saveRule(projectId, left.key, sourceOf(left.text), left.base).then(
        (saved) => {
          unsaved.delete(name);
          keepSaved(left.key, saved);
        },
        () => undefined,
      );
    };
  }, [projectId, keepSaved]);
}

const nameOf = (projectId: string, key: string) => `${projectId} ${key}`;
