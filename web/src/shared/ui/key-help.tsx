import { useContext, useEffect, useLayoutEffect, useRef } from "react";
import { ScreenKeysContext } from "./screen-keys";
import { useShortcuts, type Shortcut } from "./use-shortcuts";

/** Binds the keys of a screen and names them in the help that "?" opens on every page. */
export function KeyHelp({ shortcuts }: { shortcuts: Shortcut[] }) {
  useShortcuts(shortcuts);
  const latest = useRef(shortcuts);
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  const { add } = useContext(ScreenKeysContext);
  useEffect(() => add(() => latest.current), [add]);
  return null;
}
