import type { Task } from "@/api/queue";
import type { Finding, Verdict } from "@/api/review";
import { withoutEmpty } from "@/shared/task-form/answer-state";
import type { Answers } from "@/shared/task-form/document";
import type { TextAnchor } from "@/shared/text/anchor";

export type VerdictKind = Verdict["verdict"];

export const VERDICT_KEYS: Record<VerdictKind, string> = { accept: "a", fix: "f", return: "r", reject: "x" };
export const VERDICTS = Object.keys(VERDICT_KEYS) as VerdictKind[];

export const SEVERITIES = ["minor", "major", "critical"] as const;
type Severity = (typeof SEVERITIES)[number];

export interface DraftFinding {
  ruleKey: string | null;
  severity: Severity;
  note: string;
  suggestion: string;
  anchor: TextAnchor | null;
}

export interface ReviewDraft {
  verdict: VerdictKind | null;
  note: string;
  findings: DraftFinding[];
  /** The answers as the reviewer would have them; null until something was changed. */
  answers: Answers | null;
}

export const EMPTY_REVIEW: ReviewDraft = { verdict: null, note: "", findings: [], answers: null };

/** Names what this device keeps of a review: one person, one slot, one round. */
export function keptReviewAs(memberId: string, task: Task): string {
  return `${memberId}.${task.slot_id}.${task.round}`;
}

export function newFinding(anchor: TextAnchor | null): DraftFinding {
  return { ruleKey: null, severity: "major", note: "", suggestion: "", anchor };
}

/** What a check found, as a finding of the reviewer's own. */
export function citing(found: Pick<Finding, "rule_key" | "severity" | "note" | "suggestion" | "anchor">): DraftFinding {
  return { ruleKey: found.rule_key, severity: found.severity, note: found.note, suggestion: found.suggestion ?? "", anchor: found.anchor };
}

/** A chosen verdict; the first finding of a return stands ready: what a check found where the reviewer looks, else the text that is selected. */
export function withVerdict(draft: ReviewDraft, verdict: VerdictKind, anchor: TextAnchor | null, cited: DraftFinding | null = null): ReviewDraft {
  if (verdict !== "return") return { ...draft, verdict, findings: draft.findings.filter((finding) => !isUntouched(finding)) };
  return { ...draft, verdict, findings: draft.findings.length === 0 ? [cited ?? newFinding(anchor)] : draft.findings };
}

/** It stood ready for a return, and nobody wrote into it. */
function isUntouched({ ruleKey, note, suggestion }: DraftFinding): boolean {
  return ruleKey === null && note === "" && suggestion === "";
}

/** A finding at a place: the empty one that stands ready, else one more. */
export function withPlace(draft: ReviewDraft, anchor: TextAnchor): ReviewDraft {
  const last = draft.findings.at(-1);
  const isEmpty = last !== undefined && isUntouched(last) && last.anchor === null;
  return { ...draft, findings: [...(isEmpty ? draft.findings.slice(0, -1) : draft.findings), newFinding(anchor)] };
}

export type VerdictIssue = "noVerdict" | "noFinding" | "noRule" | "noNote" | "nothingFixed";

/** Why the verdict cannot be sent yet; null when it can. */
export function verdictIssue(draft: ReviewDraft): VerdictIssue | null {
  if (draft.verdict === null) return "noVerdict";
  if (draft.verdict === "return" && draft.findings.length === 0) return "noFinding";
  if (draft.verdict === "fix" && draft.answers === null) return "nothingFixed";
  if (draft.findings.some((finding) => finding.ruleKey === null)) return "noRule";
  if (draft.findings.some((finding) => finding.note.trim() === "")) return "noNote";
  return null;
}

/** The body of the request; call it only when there is no issue. */
export function verdictBody(draft: ReviewDraft, token: string, segments: [string, string][]): Verdict {
  return {
    token,
    verdict: draft.verdict ?? "accept",
    note: draft.note,
    active_segments: segments,
    answers: draft.verdict === "fix" && draft.answers !== null ? withoutEmpty(draft.answers) : null,
    findings: draft.findings.map((finding) => ({
      rule_key: finding.ruleKey ?? "",
      severity: finding.severity,
      note: finding.note,
      suggestion: finding.suggestion === "" ? null : finding.suggestion,
      anchor: finding.anchor,
    })),
  };
}

/** A stored draft of a review; a draft of another shape is as good as none. */
export function reviewDraftOf(stored: unknown): ReviewDraft | null {
  if (typeof stored !== "object" || stored === null || !("findings" in stored)) return null;
  return { ...EMPTY_REVIEW, ...(stored as Partial<ReviewDraft>) };
}
