/** The text box of an answer; `pointer` is the answer's. */
function boxOf(pointer: string): HTMLTextAreaElement | null {
  return document.querySelector(`[data-marked="${CSS.escape(pointer)}"]`)?.parentElement?.querySelector("textarea") ?? null;
}

/** Selects a place in an answer and brings it into sight. */
export function selectPlace(pointer: string, start: number, end: number): void {
  const box = boxOf(pointer);
  box?.focus();
  box?.setSelectionRange(start, end);
}

/** Types a replacement over a place, so that the text box's own undo takes it back; false where the box is not there. */
export function replacePlace(pointer: string, start: number, end: number, words: string): boolean {
  const box = boxOf(pointer);
  if (box === null) return false;
  box.focus();
  box.setSelectionRange(start, end);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way that keeps the undo of a text box; there is no successor
  return document.execCommand(words === "" ? "delete" : "insertText", false, words);
}
