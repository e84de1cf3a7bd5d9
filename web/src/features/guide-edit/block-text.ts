export const CHECK_KINDS = [
  "existence",
  "substitution",
  "occurrence",
  "length",
  "opening",
  "closing",
  "consistency",
  "repetition",
  "readability",
  "spelling",
  "grammar",
  "language",
  "sensitive",
  "headings",
  "sections",
  "lists",
  "links",
  "emoji",
] as const;

export type CheckKind = (typeof CHECK_KINDS)[number];
export type Block = "good" | "bad" | "ok" | "why" | CheckKind;

interface BlockText {
  text: string;
  /** What is to be written over, so that it stands selected. */
  words: string;
}

const check = (words: string, ...lines: string[]): BlockText => ({ text: ["```check", ...lines, "```"].join("\n"), words });

const BLOCKS: Record<Block, BlockText> = {
  good: { text: "> **Good:** An answer that keeps the rule.\n>\n> *Why it does.*", words: "An answer that keeps the rule." },
  bad: { text: "> **Bad:** An answer that breaks the rule.\n>\n> *Why it does.*", words: "An answer that breaks the rule." },
  ok: { text: "> **OK:** An answer that can pass.\n>\n> *Why it can.*", words: "An answer that can pass." },
  why: { text: "> **Why:** The reason for the rule.", words: "The reason for the rule." },
  existence: check("as an AI language model", "kind: existence", 'message: Leave out "%s".', "ignorecase: true", "tokens:", "  - as an AI language model"),
  substitution: check("utilise: use", "kind: substitution", 'message: Write "%s" instead of "%s".', "ignorecase: true", "swap:", "  utilise: use"),
  occurrence: check('token: "!"', "kind: occurrence", "message: At most three exclamation marks.", 'token: "!"', "max: 3"),
  length: check("max: 300", "kind: length", "measure: words", "max: 300"),
  opening: check("Great question", "kind: opening", "message: Begin with the answer.", "forbidden:", "  - Great question"),
  closing: check("I hope this helps", "kind: closing", "message: End with what counts.", "forbidden:", "  - I hope this helps"),
  consistency: check("adviser: advisor", "kind: consistency", "ignorecase: true", "either:", "  adviser: advisor"),
  repetition: check("alpha: true", "kind: repetition", "ignorecase: true", "alpha: true"),
  readability: check("grade: 10", "kind: readability", "grade: 10"),
  spelling: check("Copydesk", "kind: spelling", "words:", "  - Copydesk"),
  grammar: check("kind: grammar", "kind: grammar"),
  language: check("en", "kind: language", "allowed:", "  - en"),
  sensitive: check("mail, phone", "kind: sensitive", "find: [mail, phone]"),
  headings: check("start: 2", "kind: headings", "start: 2"),
  sections: check("Answer", "kind: sections", "required:", "  - Answer"),
  lists: check("capital, end", "kind: lists", "alike: [capital, end]"),
  links: check("vague", "kind: links", "texts: [vague]"),
  emoji: check("kind: emoji", "kind: emoji"),
};

export function isCheckKind(word: string): word is CheckKind {
  return (CHECK_KINDS as readonly string[]).includes(word);
}

export const blockText = (block: Block): BlockText => BLOCKS[block];

/** The body with a block at its end, and the part of the block that is to be written over. */
export function withBlock(body: string, block: Block): { body: string; from: number; to: number } {
  const { text, words } = BLOCKS[block];
  const before = body.trim() === "" ? "" : `${body.trimEnd()}\n\n`;
  const from = before.length + text.indexOf(words);
  return { body: before + text, from, to: from + words.length };
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
