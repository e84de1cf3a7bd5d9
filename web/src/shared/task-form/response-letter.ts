/** A, B, C … by place on the screen, so that a name never tells which response it is. */
export function responseLetter(shownAt: number): string {
  return String.fromCharCode(65 + (shownAt % 26));
}
