import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { hasStatus, isPassing } from "./problem";
import { meKey } from "./session-key";

const ATTEMPTS = 3;

export function makeQueryClient(): QueryClient {
  // A 401 anywhere makes the page ask who is signed in; the shell acts on the answer to that.
  const onError = (error: unknown, isMe: boolean) => {
    if (hasStatus(error, 401) && !isMe) void client.invalidateQueries({ queryKey: meKey });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => onError(error, query.queryKey[0] === meKey[0]) }),
    mutationCache: new MutationCache({ onError: (error) => onError(error, false) }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 5_000,
        retry: (failures, error) => isPassing(error) && !hasStatus(error, 401) && failures < ATTEMPTS,
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
