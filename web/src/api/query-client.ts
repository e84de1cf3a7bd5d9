import { QueryClient } from "@tanstack/react-query";
import { signedOut } from "./client";
import { hasStatus, isPassing } from "./problem";
import { meKey } from "./session-key";

const ATTEMPTS = 3;

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 5_000,
        retry: (failures, error) => isPassing(error) && !hasStatus(error, 401) && failures < ATTEMPTS,
      },
      mutations: { networkMode: "always" },
    },
  });
  // Asking again who is signed in makes the shell offer to sign in over the page. No loop: once that question
  // itself was refused, further refusals change nothing.
  signedOut.addEventListener("401", () => {
    const me = client.getQueryState(meKey);
    if (me?.data !== undefined && me.fetchStatus === "idle" && !hasStatus(me.error, 401)) {
      void client.invalidateQueries({ queryKey: meKey });
    }
  });
  return client;
}
