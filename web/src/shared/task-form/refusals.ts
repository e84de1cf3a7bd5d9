interface Fault {
  at: string;
  message: string;
}

/** The server's complaints by question: a fault at "/answers/why" or "/why" belongs to the question "why". */
export function refusalsOf(error: unknown, questionKeys: string[]): Map<string, string> {
  const faults = error instanceof Error && "faults" in error ? (error.faults as Fault[]) : [];
  const byQuestion = new Map<string, string>();
  for (const fault of faults) {
    const parts = fault.at.split("/").slice(1, 3);
    const key = parts.find((part) => questionKeys.includes(part));
    if (key !== undefined && !byQuestion.has(key)) byQuestion.set(key, fault.message);
  }
  return byQuestion;
}
