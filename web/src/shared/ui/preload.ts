/** By then the first screen stands, on a slow machine too. */
const FETCH_AFTER_MS = 5_000;

/** A part of the program that is fetched when the first screen stands, or before when it is asked for; a failure is tried again. */
export function preload<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | null = null;
  const fetchPart = () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  setTimeout(() => void fetchPart().catch(() => undefined), FETCH_AFTER_MS);
  return fetchPart;
}
