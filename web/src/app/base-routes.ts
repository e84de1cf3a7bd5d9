import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { meQuery, setupQuery } from "@/api/auth";
import { hasStatus } from "@/api/problem";
import { Shell } from "./shell";

interface RouterContext {
  queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet });

/** The pages below it are for people who are signed in. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  component: Shell,
  beforeLoad: ({ context, location }) => requireSignIn(context.queryClient, location.href),
});

async function requireSignIn(queryClient: QueryClient, next: string): Promise<void> {
  try {
    await queryClient.query({ ...meQuery, staleTime: "static" });
  } catch (error) {
    if (!hasStatus(error, 401)) throw error;
    const { needed } = await queryClient.query(setupQuery);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    throw needed ? redirect({ to: "/set-up" }) : redirect({ to: "/sign-in", search: { next } });
  }
}
