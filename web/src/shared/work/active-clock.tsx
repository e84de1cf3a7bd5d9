import { Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActiveTimeMeter } from "./active-time";

/** Shows the measured time; ticks by itself so that nothing else is drawn again. */
export function ActiveClock({ meter }: { meter: ActiveTimeMeter }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const label = meter.isActive(now) ? "work.activeTime" : "work.activeTimePaused";
  return (
    <Text size="sm" c="dimmed" title={t("work.activeTimeMeaning")}>
      {t(label, { time: clockText(meter.totalMs(now)) })}
    </Text>
  );
}

function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
