type PreferenceValue = { preferred: string | null; strength: number } | { cannot_judge: true };

export interface PreferenceStep {
  /** The preferred response; null for a tie. */
  preferred: string | null;
  strength: number;
}

/**
 * The steps of a preference question from left to right, for the responses in the order in which they are shown.
 * Two responses: the strongest "left" first, a tie in the middle when the number of steps is odd.
 * More than two: one step for each response, of strength 1, and a tie at the end when the number is odd.
 */
export function preferenceSteps(displayed: string[], strengths: number): PreferenceStep[] {
  const [left, right] = displayed;
  const tie: PreferenceStep[] = strengths % 2 === 1 ? [{ preferred: null, strength: 0 }] : [];
  if (displayed.length !== 2 || left === undefined || right === undefined) {
    return [...displayed.map((preferred) => ({ preferred, strength: 1 })), ...tie];
  }
  const half = Math.floor(strengths / 2);
  const rising = Array.from({ length: half }, (_, index) => index + 1);
  return [
    ...rising.map((strength) => ({ preferred: left, strength })).reverse(),
    ...tie,
    ...rising.map((strength) => ({ preferred: right, strength })),
  ];
}

/** The step that an answer stands for; -1 when it is none of them. */
export function stepOf(value: unknown, steps: PreferenceStep[]): number {
  if (!isPreference(value) || "cannot_judge" in value) return -1;
  return steps.findIndex((step) => step.preferred === value.preferred && step.strength === value.strength);
}

export function isCannotJudge(value: unknown): boolean {
  return isPreference(value) && "cannot_judge" in value;
}

function isPreference(value: unknown): value is PreferenceValue {
  return typeof value === "object" && value !== null && ("preferred" in value || "cannot_judge" in value);
}
