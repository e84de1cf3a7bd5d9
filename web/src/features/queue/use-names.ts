import { useState } from "react";
import { usePermissions } from "@/api/permissions";
import type { Task } from "@/api/queue";
import { addWord, proposeWord } from "@/api/words";
import { keepNames, keptNames } from "./kept-reasons";
import { foldedWord, type Note } from "./notes";

/** What became of a word that somebody called a name. `message`: why it was not asked for or added. */
interface NameState {
  state: "waiting" | "declined" | "failed" | "notAdded";
  message: string;
}

export interface Names {
  /** Words that are names in this draft: a lead decides about the dictionary. */
  proposed: string[];
  /** Words that are in the dictionary by now. */
  known: string[];
  /** "This is a name"; `excerpt` are the words around it. */
  name: (note: Note, excerpt: string) => void;
  takeBack: (note: Note) => void;
  stateOf: (note: Note) => NameState | null;
}

/** Who may edit the guide adds a word at once; everybody else proposes it, and it is explained in this draft. */
export function useNames(task: Task, keepAs: string): Names {
  const mayAdd = usePermissions(task.project_id)("guide.write");
  const [proposed, setProposed] = useState(() => keptNames(keepAs));
  const [known, setKnown] = useState<string[]>([]);
  const [states, setStates] = useState<Record<string, NameState>>({});

  const hold = (names: string[]) => {
    setProposed(names);
    keepNames(keepAs, names);
  };
  const tell = (word: string, state: NameState["state"], error?: unknown) =>
    setStates((before) => ({ ...before, [word]: { state, message: error instanceof Error ? error.message : "" } }));
  const know = (word: string) => setKnown((before) => [...before, word]);

  const name = ({ word }: Note, excerpt: string) => {
    if (word === null) return;
    const folded = foldedWord(word);
    if (mayAdd) {
      void addWord(task.project_id, word).then(
        () => know(folded),
        (error: unknown) => tell(folded, "notAdded", error),
      );
      return;
    }
    if (!proposed.includes(folded)) hold([...proposed, folded]);
    void proposeWord(task, word, excerpt).then(
      ({ state }) => (state === "accepted" ? know(folded) : tell(folded, state)),
      (error: unknown) => tell(folded, "failed", error),
    );
  };
  const takeBack = ({ word }: Note) => {
    if (word !== null) hold(proposed.filter((one) => one !== foldedWord(word)));
  };
  const stateOf = ({ word }: Note) => (word === null ? null : (states[foldedWord(word)] ?? null));
  return { proposed, known, name, takeBack, stateOf };
}
