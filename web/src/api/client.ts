import createClient, { type Middleware } from "openapi-fetch";
import { ApiProblem, NoConnection, problemOf } from "./problem";
import type { paths } from "./schema";
import { hearTime } from "./server-clock";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** The header that proves that the request comes from our own page; its value stands in a readable cookie. */
export function csrfHeaders(): Record<string, string> {
  const token = /(?:^|;\s*)copydesk_csrf=([^;]*)/.exec(document.cookie)?.[1];
  return token === undefined ? {} : { "X-Copydesk-Csrf": decodeURIComponent(token) };
}

/** Tells that the server answered "sign in first", whoever asked. */
export const signedOut = new EventTarget();

const middleware: Middleware = {
  onRequest({ request }) {
    if (SAFE.has(request.method)) return undefined;
    for (const [name, value] of Object.entries(csrfHeaders())) request.headers.set(name, value);
    return request;
  },
  async onResponse({ request, response }) {
    if (!SAFE.has(request.method)) hearTime(response);
    if (response.ok) return undefined;
    if (response.status === 401) signedOut.dispatchEvent(new Event("401"));
    throw await problemOf(response);
  },
  onError() {
    return new NoConnection();
  },
};

export const api = createClient<paths>({ baseUrl: "" });
api.use(middleware);

/** The body of the answer; a refusal has been thrown as ApiProblem or NoConnection before. */
export async function answerOf<Answer extends { data?: unknown }>(request: Promise<Answer>): Promise<NonNullable<Answer["data"]>> {
  const { data } = await whole(request);
  return data as NonNullable<Answer["data"]>;
}

/** For answers without a body. */
export async function done(request: Promise<unknown>): Promise<void> {
  await whole(request);
}

/** An answer that breaks off in the middle, or that is not the server's own (a hotel's sign-in page), is none. */
async function whole<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    throw error instanceof ApiProblem ? error : new NoConnection();
  }
}
