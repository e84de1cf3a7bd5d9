import { useTranslation } from "react-i18next";

const STATES = ["open", "running", "done", "failed", "undone"] as const;

export function useImportState(): (state: string) => string {
  const { t } = useTranslation();
  return (state) => {
    const known = STATES.find((name) => name === state);
    return known === undefined ? state : t(`import.states.${known}`);
  };
}
