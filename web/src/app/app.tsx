import { MantineProvider } from "@mantine/core";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { makeQueryClient } from "@/api/query-client";
import { makeRouter } from "./router";
import { theme } from "./theme";

export function App() {
  const [queryClient] = useState(makeQueryClient);
  const [router] = useState(() => startRouter(queryClient));
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The code of the page is on its way while the server is still asked who is signed in. */
function startRouter(queryClient: QueryClient) {
  const router = makeRouter(queryClient);
  const [routes] = router.getMatchedRoutes(router.latestLocation.pathname);
  for (const route of routes) void router.loadRouteChunk(route);
  return router;
}
