/** The first records of a file, read in the browser to show what an import will make of them. */
export interface FirstRows {
  rows: Record<string, unknown>[];
  /** Top-level keys in the order in which they appear. */
  keys: string[];
}

const HEAD_BYTES = 256 * 1024;
const MOST_ROWS = 5;

/** Null where this cannot be told here (Parquet, a broken head); the server reads every format. */
export async function readFirstRows(file: File): Promise<FirstRows | null> {
  const head = await file.slice(0, HEAD_BYTES).text();
  return firstRowsOf(file.name, head, file.size <= HEAD_BYTES);
}

export function firstRowsOf(name: string, head: string, isWhole: boolean): FirstRows | null {
  const ending = name.toLowerCase().split(".").at(-1);
  if (ending === "parquet") return null;
  if (ending === "csv" || ending === "tsv") return listed(delimited(head, ending === "csv" ? "," : "\t"));
  const text = head.trimStart();
  return listed(text.startsWith("[") ? arrayHead(text, isWhole) : jsonLines(text));
}

function listed(found: unknown[]): FirstRows | null {
  const rows = found.filter((row): row is Record<string, unknown> => typeof row === "object" && row !== null && !Array.isArray(row));
  if (rows.length === 0) return null;
  const first = rows.slice(0, MOST_ROWS);
  return { rows: first, keys: [...new Set(first.flatMap((row) => Object.keys(row)))] };
}

function jsonLines(text: string): unknown[] {
  return text.split("\n").slice(0, MOST_ROWS).map(parsed).filter((row) => row !== undefined);
}

function arrayHead(text: string, isWhole: boolean): unknown[] {
  if (isWhole) {
    const whole = parsed(text);
    return Array.isArray(whole) ? (whole as unknown[]) : [];
  }
  // A cut list: try each closing brace until a shorter list can be read.
  for (let end = text.indexOf("}"); end !== -1; end = text.indexOf("}", end + 1)) {
    const rows = parsed(`${text.slice(0, end + 1)}]`);
    if (Array.isArray(rows)) return rows as unknown[];
  }
  return [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function delimited(text: string, separator: string): unknown[] {
  const [heads, ...lines] = cellsOf(text, separator);
  if (heads === undefined) return [];
  return lines
    .slice(0, MOST_ROWS)
    .filter((cells) => cells.length === heads.length)
    .map((cells) => Object.fromEntries(heads.map((head, index) => [head, cells[index]])));
}

/** RFC 4180: quotes around a cell, a doubled quote inside one, line breaks inside quotes. */
function cellsOf(text: string, separator: string): string[][] {
  const lines: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length && lines.length <= MOST_ROWS + 1; at++) {
    const char = text.charAt(at);
    if (quoted && char === '"' && text[at + 1] === '"') {
      cell += char;
      at++;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === separator || char === "\n")) {
      lines.at(-1)?.push(cell.replace(/\r$/, ""));
      cell = "";
      if (char === "\n") lines.push([]);
    } else cell += char;
  }
  if (cell !== "") lines.at(-1)?.push(cell);
  return lines.filter((cells) => cells.length > 1 || (cells[0] ?? "") !== "");
}
