import type { components } from "./schema";

interface Fault {
  /** A JSON Pointer into what was sent, or a place in a file such as "line 12". */
  at: string;
  message: string;
}

/** The server's answer to a request that it refuses (RFC 9457). Programs decide by `code`, people read `message`. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: Fault[];
  /** Members that depend on the code, such as both versions of a stale document. */
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body.detail === "string" && body.detail !== "" ? body.detail : `HTTP ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = typeof body.code === "string" ? body.code : `http_${status}`;
    this.faults = Array.isArray(body.errors) ? (body.errors as Fault[]) : [];
    this.body = body;
  }
}

/** No answer came: no network, or the server is down. Nothing is known about whether the request arrived. */
export class NoConnection extends Error {
  constructor() {
    super("No connection to the server");
    this.name = "NoConnection";
  }
}

export type Schemas = components["schemas"];

export async function problemOf(response: Response): Promise<ApiProblem> {
  try {
    return new ApiProblem(response.status, (await response.json()) as Record<string, unknown>);
  } catch {
    return new ApiProblem(response.status, {});
  }
}

export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ApiProblem && error.status === status;
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof ApiProblem && error.code === code;
}

const PASSING = new Set([401, 429, 502, 503, 504]);

/** True when the same request may succeed later without any change: no connection, signed out, server restarting. */
export function isPassing(error: unknown): boolean {
  return error instanceof NoConnection || (error instanceof ApiProblem && PASSING.has(error.status));
}
