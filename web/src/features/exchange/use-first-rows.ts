import { useState } from "react";
import { readFirstRows, type FirstRows } from "./first-rows";
import { guessMapping, isCanonical, type SimpleMapping } from "./mapping-guess";

/** The chosen file, how it begins, and how its keys are understood. */
export function useFirstRows() {
  const [file, setFile] = useState<File | null>(null);
  const [first, setFirst] = useState<FirstRows | null>(null);
  const [simple, setSimple] = useState<SimpleMapping | null>(null);
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    const rows = chosen === null ? null : await readFirstRows(chosen);
    setFirst(rows);
    const row = rows?.rows[0];
    setSimple(rows === null || row === undefined || isCanonical(row) ? null : guessMapping(rows.keys));
  };
  return { file, first, simple, setSimple, choose: (chosen: File | null) => void choose(chosen) };
}
