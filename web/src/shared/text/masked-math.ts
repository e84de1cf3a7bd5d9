/** Code first, so that nothing inside it counts as a formula; then display and inline formulas. */
const CODE_OR_MATH =
  /(```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`+[^`]*`+)|(?<![\\$])(\$\$[^$`]+\$\$|\\\[[^`]+?\\\]|\\\([^`]+?\\\)|\$(?![\s$])[^$`\n]*?[^\s$`\\]\$(?![\d$]))/g;

/**
 * Markdown in which each formula looks like inline code of the same length, so that its underscores and backslashes
 * stay as they are and every offset is still that of the source.
 */
export function maskMath(source: string): string {
  return source.replace(CODE_OR_MATH, (found: string, code: string | undefined) =>
    code !== undefined || /\n\s*\n/.test(found) ? found : `\`${found.slice(1, -1)}\``,
  );
}

export interface Formula {
  tex: string;
  isDisplay: boolean;
}

/** The formula that stands in the source from `start` to `end`; null when these are other characters. */
export function formulaAt(source: string, start: number, end: number): Formula | null {
  const text = source.slice(start, end);
  if (text.startsWith("$$") || text.startsWith("\\[")) return { tex: text.slice(2, -2), isDisplay: true };
  if (text.startsWith("\\(")) return { tex: text.slice(2, -2), isDisplay: false };
  return text.startsWith("$") ? { tex: text.slice(1, -1), isDisplay: false } : null;
}
