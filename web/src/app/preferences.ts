import { useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useEffect } from "react";

export type Density = "comfortable" | "compact";

interface Preferences {
  scheme: MantineColorScheme;
  density: Density;
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
