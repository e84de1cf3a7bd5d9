import type { Attribute } from "@tiptap/core";

/** How something is spelled: never on screen, never from what is pasted, and not for a new block that is split off. */
export function hidden(value: string | number | boolean | null): Partial<Attribute> {
  return { default: value, rendered: false, keepOnSplit: false, parseHTML: () => value };
}
