import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Says that work sent before is still on its way. */
export function OutgoingStatus({ outgoing }: { outgoing: { isWaiting: boolean }[] }) {
  const { t } = useTranslation();
  const isWaiting = outgoing.some((one) => one.isWaiting);
  if (outgoing.length === 0) return null;
  return (
    <Text size="sm" c={isWaiting ? "var(--mantine-color-error)" : "dimmed"} role={isWaiting ? "status" : undefined} data-outgoing={outgoing.length}>
      {t(isWaiting ? "work.outgoing.waiting" : "work.outgoing.sending", { count: outgoing.length })}
    </Text>
  );
}
