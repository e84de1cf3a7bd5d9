import { useTranslation } from "react-i18next";

const SPEAKERS = ["system", "developer", "user", "assistant", "tool"] as const;

/** The name of who speaks in a conversation. */
export function useSpeaker(): (role: string) => string {
  const { t } = useTranslation();
  return (role) => {
    const known = SPEAKERS.find((name) => name === role);
    return known === undefined ? role : t(`task.speaker.${known}`);
  };
}
