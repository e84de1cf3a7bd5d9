import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Says that work sent before is still on its way. */
export function OutgoingStatus({ outgoing }: { outgoing: readonly { state: "sending" | "waiting" | "refused" }[] }) {
  const { t } = useTranslation();
  const count = outgoing.filter(({ state }) => state !== "refused").length;
  const isWaiting = outgoing.some(({ state }) => state === "waiting");
  if (count === 0) return null;
  return (
    <Text size="sm" c={isWaiting ? "var(--mantine-color-error)" : "dimmed"} role={isWaiting ? "status" : undefined} data-outgoing={count}>
      {t(isWaiting ? "work.outgoing.waiting" : "work.outgoing.sending", { count })}
    </Text>
  );
}
