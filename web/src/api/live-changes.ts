const changes = new EventTarget();

/** Something happened in the project that is open. */
export function tellLiveChange(): void {
  changes.dispatchEvent(new Event("change"));
}

/** For what is no query and looks again by itself; returns what calls it off. */
export function onLiveChange(listen: () => void): () => void {
  changes.addEventListener("change", listen);
  return () => changes.removeEventListener("change", listen);
}
