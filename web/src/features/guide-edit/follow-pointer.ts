const FAR_PX = 5;
const EDGE_PX = 36;
const FASTEST_PX_MS = 0.9;
const LONGEST_MS = 100;

export interface Point {
  x: number;
  y: number;
}

interface Following {
  /** Also while the pointer rests and the box scrolls under it. */
  onMove: (at: Point, moved: Point) => void;
  /** `isDropped`: the button was let go; else it was called off. */
  onEnd: (isDropped: boolean) => void;
}

/**
 * Follows a pressed pointer once it has moved far enough to mean it. At the edges of the box the box scrolls.
 * Escape, a lost pointer or a lost window calls it off. Returns what calls it off from outside.
 */
export function followPointer(box: HTMLElement, start: PointerEvent, { onMove, onEnd }: Following): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let at: Point | null = null;
  const tell = () => {
    if (at !== null) onMove(at, { x: at.x - start.clientX, y: at.y - start.clientY });
  };
  const end = (isDropped: boolean) => {
    listening.abort();
    if (at !== null) onEnd(isDropped);
  };
  const scroll = (now: number, before = now) => {
    if (signal.aborted || at === null) return;
    const was = box.scrollTop;
    box.scrollTop += speedAt(box.getBoundingClientRect(), at.y) * Math.min(now - before, LONGEST_MS);
    if (box.scrollTop !== was) tell();
    requestAnimationFrame((next) => scroll(next, now));
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    const isFirst = at === null;
    if (isFirst && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < FAR_PX) return;
    at = { x: event.clientX, y: event.clientY };
    if (isFirst) {
      box.setPointerCapture(start.pointerId);
      requestAnimationFrame((now) => scroll(now));
    }
    tell();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || at === null) return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  };
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", () => end(true), { signal });
  window.addEventListener("pointercancel", () => end(false), { signal });
  window.addEventListener("blur", () => end(false), { signal });
  window.addEventListener("keydown", key, { signal, capture: true });
  return () => end(false);
}

/** In pixels per millisecond: faster the nearer to the edge, nothing in between. */
function speedAt({ top, bottom }: DOMRect, y: number): number {
  const beyond = Math.max(top + EDGE_PX - y, 0) - Math.max(y - (bottom - EDGE_PX), 0);
  return -Math.sign(beyond) * Math.min(Math.abs(beyond) / EDGE_PX, 1) * FASTEST_PX_MS;
}
