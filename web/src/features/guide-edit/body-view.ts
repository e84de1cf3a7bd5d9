import type { Ref } from "react";
import type { Block } from "./block-text";

/** What can be done with the text of a rule, in whichever way it is shown. Lines count from 0 in the text. */
export interface BodyView {
  goToLines: (first: number, behind: number) => void;
  /** The lines in which the caret stands. */
  lines: () => [first: number, behind: number];
  insert: (block: Block) => void;
}

export interface BodyProps {
  body: string;
  /** The text as it is in this moment; `body` comes with the next drawing. */
  read: () => string;
  onChange: (body: string) => void;
  view: Ref<BodyView>;
  /** The lines to go to at once: somebody came here from the other view by the key. */
  start: [first: number, behind: number] | null;
}
