import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, done } from "./client";
import { hasStatus, type Schemas } from "./problem";
import { tryAgain } from "@/shared/work/try-again";
import { meKey } from "./session-key";

export type Me = Schemas["MeOut"];
export type Membership = Schemas["MembershipOut"];

export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: () => answerOf(api.GET("/api/v1/me")),
  staleTime: 60_000,
});

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => answerOf(api.GET("/api/v1/setup")),
});

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: () => answerOf(api.GET("/api/v1/invitations/{token}", { params: { path: { token } } })),
  });

/** The accounts that a demo offers on its sign-in page; none on a real install. */
export const demoAccountsQuery = queryOptions({
  queryKey: ["demo-accounts"],
  queryFn: async () => {
    try {
      return await answerOf(api.GET("/api/v1/demo-accounts"));
    } catch (error) {
      if (hasStatus(error, 404)) return [];
      throw error;
    }
  },
});

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: () => answerOf(api.GET("/api/v1/tokens")),
});

/** A task in hand stays on screen when somebody signs in again; a used invitation is not asked for once more. */
const KEPT_AT_SIGN_IN = new Set<unknown>([meKey[0], "task", "invitation"]);

/** After a change of who is signed in, nothing that was read before may stay in the cache. */
function useSignedIn<Input>(mutationFn: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await client.query({ ...meQuery, staleTime: 0 });
      tryAgain();
      void client.invalidateQueries({ predicate: ({ queryKey }) => !KEPT_AT_SIGN_IN.has(queryKey[0]) });
    },
  });
}

export function useSetup() {
  return useSignedIn((body: Schemas["SetupCreate"]) => answerOf(api.POST("/api/v1/setup", { body })));
}

export function useSignIn() {
  return useSignedIn((body: Schemas["SessionCreate"]) => answerOf(api.POST("/api/v1/session", { body })));
}

/** By a link that an administrator made; it signs in as well. */
export function useSetPassword(token: string) {
  return useSignedIn((password: string) =>
    answerOf(api.POST("/api/v1/password-links/{token}/use", { params: { path: { token } }, body: { password } })),
  );
}

export function useDemoSignIn() {
  return useSignedIn((email: string) => answerOf(api.POST("/api/v1/demo-session", { body: { email } })));
}

export function useAcceptInvitation(token: string) {
  return useSignedIn((body: Schemas["InvitationAccept"]) =>
    answerOf(api.POST("/api/v1/invitations/{token}/accept", { params: { path: { token } }, body })),
  );
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/session")),
    onSuccess: () => client.clear(),
  });
}

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["TokenCreate"]) => answerOf(api.POST("/api/v1/tokens", { body })),
    onSuccess: () => client.invalidateQueries(tokensQuery),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token_id: string) => done(api.DELETE("/api/v1/tokens/{token_id}", { params: { path: { token_id } } })),
    onSuccess: () => client.invalidateQueries(tokensQuery),
  });
}

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: () => answerOf(api.GET("/api/v1/sessions")),
});

/** One browser by its id, or all others. */
export function useRevokeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session_id: string) =>
      session_id === "others"
        ? done(api.DELETE("/api/v1/sessions"))
        : done(api.DELETE("/api/v1/sessions/{session_id}", { params: { path: { session_id } } })),
    onSuccess: () => client.invalidateQueries(sessionsQuery),
  });
}

export function useChangeMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["MePatch"]) => answerOf(api.PATCH("/api/v1/me", { body })),
    onSuccess: (me) => client.setQueryData(meKey, me),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["PasswordChange"]) => done(api.PUT("/api/v1/me/password", { body })),
    onSuccess: () => client.invalidateQueries(sessionsQuery),
  });
}
