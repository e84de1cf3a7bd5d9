export type Block = "good" | "bad" | "why" | "existence" | "substitution" | "occurrence" | "length" | "opening";

const check = (lines: string[]) => ["```check", ...lines, "```"].join("\n");

const TEXTS: Record<Block, string> = {
  good: "> **Good:** An answer that keeps the rule.\n>\n> *Why it does.*",
  bad: "> **Bad:** An answer that breaks the rule.\n>\n> *Why it does.*",
  why: "> **Why:** The reason for the rule.",
  existence: check(["kind: existence", 'message: Leave out "%s".', "ignorecase: true", "tokens:", "  - as an AI language model"]),
  substitution: check(["kind: substitution", 'message: Write "%s" instead of "%s".', "ignorecase: true", "swap:", "  utilise: use"]),
  occurrence: check(["kind: occurrence", "message: At most three exclamation marks.", 'token: "!"', "max: 3"]),
  length: check(["kind: length", "measure: words", "max: 300"]),
  opening: check(["kind: opening", "message: Begin with the answer.", "forbidden:", "  - Great question"]),
};

/** What is to be written over, so that it stands selected. */
const SLOTS: Record<Block, string> = {
  good: "An answer that keeps the rule.",
  bad: "An answer that breaks the rule.",
  why: "The reason for the rule.",
  existence: "as an AI language model",
  substitution: "utilise: use",
  occurrence: 'token: "!"',
  length: "max: 300",
  opening: "Great question",
};

/** The body with a block at its end, and the part of the block that is to be written over. */
export function withBlock(body: string, block: Block): { body: string; from: number; to: number } {
  const before = body.trim() === "" ? "" : `${body.trimEnd()}\n\n`;
  const from = before.length + TEXTS[block].indexOf(SLOTS[block]);
  return { body: before + TEXTS[block], from, to: from + SLOTS[block].length };
}

/** Where lines stand in a text, from 0 and without the last line end. */
export function rangeOfLines(text: string, first: number, behind: number): [number, number] {
  const lines = text.split("\n");
  const start = lines.slice(0, Math.max(0, first)).reduce((sum, line) => sum + line.length + 1, 0);
  const length = lines.slice(Math.max(0, first), Math.max(0, behind)).reduce((sum, line) => sum + line.length + 1, 0);
  return [Math.min(start, text.length), Math.min(Math.max(start, start + length - 1), text.length)];
}

/** Lines that the server counts from the end of the heading, as lines of the text box. */
export function linesAbove(lead: string): number {
  return lead.split(/\r\n|\r|\n/).length - 1;
}
