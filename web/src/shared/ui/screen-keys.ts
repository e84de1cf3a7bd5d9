import { createContext } from "react";
import type { Shortcut } from "./use-shortcuts";

interface ScreenKeys {
  /** Tells the help which keys a screen has; the answer takes them away again. */
  add: (read: () => Shortcut[]) => () => void;
}

/** Screens name their keys here; the shell shows them under "?". */
export const ScreenKeysContext = createContext<ScreenKeys>({ add: () => () => undefined });
