import { useCallback, useMemo, useRef, type ReactNode } from "react";
import { later } from "@/shared/ui/later";
import { ScreenKeysContext } from "@/shared/ui/screen-keys";
import type { Shortcut } from "@/shared/ui/use-shortcuts";

const KeysDialog = later(async () => (await import("./keys-dialog")).KeysDialog);

interface KeysProps {
  /** The keys that work on every page. */
  general: Shortcut[];
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Knows which keys the screens below have named, and shows them under "?". */
export function Keys({ general, opened, onClose, children }: KeysProps) {
  const sources = useRef(new Set<() => Shortcut[]>());
  const add = useCallback((read: () => Shortcut[]) => {
    sources.current.add(read);
    return () => void sources.current.delete(read);
  }, []);
  const context = useMemo(() => ({ add }), [add]);
  return (
    <ScreenKeysContext value={context}>
      {children}
      <KeysDialog opened={opened} onClose={onClose} read={() => [...sources.current].flatMap((source) => source())} general={general} />
    </ScreenKeysContext>
  );
}
