const FENCE = /^(`{3,}|~{3,})[^]*?^\1[ \t]*$/gm;

/** Markdown as it is read, line by line: without the signs of quotes and of emphasis. Code stays as it is. */
export function withoutSigns(source: string): string {
  let at = 0;
  let read = "";
  for (const fence of source.matchAll(FENCE)) {
    read += plain(source.slice(at, fence.index)) + fence[0];
    at = fence.index + fence[0].length;
  }
  return read + plain(source.slice(at));
}

function plain(text: string): string {
  return text
    .replace(/^(?: {0,3}> ?)+/gm, "")
    .replace(/(\*\*|__)(?=\S)([^]*?\S)\1/g, "$2")
    .replace(/(?<![\w*\\])\*(?=[^\s*])([^*]*[^\s*])\*(?!\w)/g, "$1");
}
