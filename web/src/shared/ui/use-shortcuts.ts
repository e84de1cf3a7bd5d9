import { useLayoutEffect, useRef } from "react";

export interface Shortcut {
  /** As KeyboardEvent.key; "mod+" stands for Ctrl, or Cmd on a Mac; "shift+" before keys that write nothing. */
  keys: string[];
  /** What it does, for the list that "?" shows. */
  label: string;
  run: (key: string) => void;
  /** Works also while somebody types into a text box. */
  whileTyping?: boolean;
  /** The key means this only while it is true. */
  when?: () => boolean;
  /** Goes on for as long as the key is held down; what sends or opens must not. */
  repeats?: boolean;
}

/**
 * Listens for the keys of a screen; silent while a dialog is open or an input method composes. It takes effect with what is
 * drawn: under load keys come before the browser has painted, and would find the screen before.
 */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const current = useRef(shortcuts);
  useLayoutEffect(() => {
    current.current = shortcuts;
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || inDialog(event.target)) return;
      const key = keyOf(event);
      const typing = isTextBox(event.target);
      const isMeant = ({ keys, whileTyping, when }: Shortcut) => keys.includes(key) && (!typing || whileTyping === true) && when?.() !== false;
      const found = current.current.find(isMeant);
      if (found === undefined) return;
      event.preventDefault();
      if (!event.repeat || found.repeats === true) found.run(key);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

function keyOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  return `${ctrlKey || metaKey ? "mod+" : ""}${shiftKey && key.length > 1 ? "shift+" : ""}${key}`;
}

const NOT_TEXT = new Set(["radio", "checkbox", "button", "submit", "file", "range"]);

export function isTextBox(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !NOT_TEXT.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}
