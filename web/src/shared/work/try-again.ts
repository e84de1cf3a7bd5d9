const session = new EventTarget();

/** Somebody signed in again: what waits for that is tried now. */
export function tryAgain(): void {
  session.dispatchEvent(new Event("again"));
}

/** Calls when the connection or the session is back; returns what calls it off. */
export function onTryAgain(listen: () => void): () => void {
  window.addEventListener("online", listen);
  session.addEventListener("again", listen);
  return () => {
    window.removeEventListener("online", listen);
    session.removeEventListener("again", listen);
  };
}

/** Ends early when the connection or the session is back. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      callOff();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const callOff = onTryAgain(end);
  });
}
