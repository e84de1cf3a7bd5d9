import { useState, type ComponentType } from "react";
import { preload } from "./preload";

export interface Wanted {
  onWanted: () => void;
}

/**
 * A menu whose button is there at once and whose rest comes when somebody wants it: `Stand` is the button alone. The part
 * that takes its place begins open, so that one click is enough.
 */
export function onceWanted<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Stand: ComponentType<Props & Wanted>,
): ComponentType<Props> {
  const part = preload(load);
  return function OnceWanted(props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(null);
    if (Part !== null) return <Part {...props} />;
    return <Stand {...props} onWanted={() => void part().then((loaded) => setPart(() => loaded), () => undefined)} />;
  };
}
