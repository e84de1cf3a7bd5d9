import { useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useEffect } from "react";

export const SCHEMES = ["light", "dark", "auto"] as const satisfies MantineColorScheme[];
export const DENSITIES = ["comfortable", "compact"] as const;

interface Preferences {
  scheme: MantineColorScheme;
  density: (typeof DENSITIES)[number];
}

const USUAL: Preferences = { scheme: "auto", density: "comfortable" };

/** How a person likes the pages; kept apart for each person who uses this browser. */
export function usePreferences(identityId: string) {
  const [preferences, setPreferences] = useLocalStorage<Preferences>({
    key: `copydesk.preferences.${identityId}`,
    defaultValue: USUAL,
    getInitialValueInEffect: false,
  });
  const change = (part: Partial<Preferences>) => setPreferences((before) => ({ ...before, ...part }));
  return { preferences, change };
}

/** Makes the pages look as the person likes them. */
export function useAppliedPreferences(identityId: string): void {
  const { preferences } = usePreferences(identityId);
  const { setColorScheme } = useMantineColorScheme();
  const { scheme, density } = preferences;
  useEffect(() => setColorScheme(scheme), [scheme, setColorScheme]);
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
}
