import type { DraftRule } from "@/api/guide-draft";

/** A rule as it is edited: the heading taken apart, and the body without the empty lines around it. */
export interface RuleText {
  title: string;
  key: string;
  level: number;
  /** What stands in the braces behind the key. */
  attributes: Record<string, string>;
  /** The heading as it was written; null once its parts were edited. */
  heading: string | null;
  lead: string;
  body: string;
  tail: string;
  lineEnd: string;
}

const LINE_END = /\r\n|\r|\n/g;
const SIGNS = /^ {0,3}#{1,6}(?=\s|$)/;

export function readRule(rule: Pick<DraftRule, "title" | "key" | "level" | "attributes" | "source" | "body_line">): RuleText {
  const at = endOfLine(rule.source, rule.body_line);
  const rest = rule.source.slice(at);
  const lead = /^(?:[ \t]*(?:\r\n|\r|\n))*/.exec(rest)?.[0] ?? "";
  const body = rest.slice(lead.length).trimEnd();
  return {
    title: rule.title,
    key: rule.key,
    level: rule.level,
    attributes: rule.attributes,
    heading: rule.source.slice(0, at),
    lead: body === "" ? "" : lead,
    body: body.replace(LINE_END, "\n"),
    tail: body === "" ? rest : rest.slice(lead.length + body.length),
    lineEnd: rule.source.includes("\r\n") ? "\r\n" : "\n",
  };
}

/** The source that the server keeps. What was not edited stays byte for byte. */
export function sourceOf(text: RuleText): string {
  return (text.heading ?? writeHeading(text)) + text.lead + text.body.replaceAll("\n", text.lineEnd) + text.tail;
}

export function withBody(text: RuleText, body: string): RuleText {
  if (text.lead !== "" || text.body !== "") return { ...text, body };
  const { lineEnd, heading, tail } = text;
  const isOpen = heading !== null && !/[\r\n]$/.test(heading);
  const left = tail.replace(/^(\r\n|\r|\n)/, "");
  return { ...text, body, lead: isOpen ? lineEnd + lineEnd : lineEnd, tail: left === "" ? lineEnd : left };
}

/** The text on the level to which its rule was moved meanwhile; null where `theirs` differs from `saved` in more than that. */
export function followMove(text: RuleText, saved: string, theirs: string): RuleText | null {
  if (saved.replace(SIGNS, "").trimEnd() !== theirs.replace(SIGNS, "").trimEnd()) return null;
  const [signs = ""] = SIGNS.exec(theirs) ?? [];
  return { ...text, level: signs.trim().length, heading: text.heading === null ? null : text.heading.replace(SIGNS, signs) };
}

/** Another title keeps the key: findings and links stand under it. */
export function withHeading(text: RuleText, part: Partial<Pick<RuleText, "title" | "key" | "attributes">>): RuleText {
  return { ...text, ...part, heading: null };
}

/** An empty value takes the attribute away. */
export function withAttribute(text: RuleText, name: string, value: string): RuleText {
  const others = Object.fromEntries(Object.entries(text.attributes).filter(([other]) => other !== name));
  const isThere = name in text.attributes;
  if (value.trim() === "") return withHeading(text, { attributes: others });
  return withHeading(text, { attributes: isThere ? { ...text.attributes, [name]: value } : { ...others, [name]: value } });
}

/** A new key; the old one stays as an alias, so that what names it finds the rule. */
export function withKey(text: RuleText, key: string): RuleText {
  const aliases = wordsOf(text.attributes.aliases).filter((alias) => alias !== key && alias !== text.key);
  return withHeading(withAttribute(text, "aliases", [...aliases, text.key].join(" ")), { key });
}

export function wordsOf(value: string | undefined): string[] {
  return (value ?? "").split(/[\s,]+/).filter((word) => word !== "");
}

/** What may stand behind `#` in a heading. */
export function isKey(key: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,119}$/u.test(key);
}

/** Keys that name a rule already, now or before. */
export function takenKeys(rules: Pick<DraftRule, "key" | "aliases">[]): string[] {
  return rules.flatMap((rule) => [rule.key, ...rule.aliases]);
}

export function keyOf(title: string, parent: string | null, taken: string[]): string {
  const words = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["rule"];
  const start = (parent === null ? "" : `${parent}.`) + words.slice(0, 5).join("-").slice(0, 60);
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? start : `${start}-${n}`;
    if (!taken.includes(key)) return key;
  }
}

export function newRule(title: string, key: string): string {
  return `${writeHeading({ title, key, level: 2, attributes: {}, lineEnd: "\n" })}\n`;
}

function writeHeading({ title, key, level, attributes, lineEnd }: Pick<RuleText, "title" | "key" | "level" | "attributes" | "lineEnd">): string {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}=${quoted(value)}`);
  return `${"#".repeat(level)} ${title.trim()} {#${key}${pairs.join("")}}${lineEnd}`;
}

function quoted(value: string): string {
  const line = value.split(/\s+/).join(" ").trim();
  return /^[^\s"{}]+$/.test(line) ? line : `"${line.replaceAll('"', "'")}"`;
}

function endOfLine(source: string, n: number): number {
  let at = 0;
  for (const match of source.matchAll(LINE_END)) {
    if (n <= 0) return at;
    at = match.index + match[0].length;
    n -= 1;
  }
  return n <= 0 ? at : source.length;
}
