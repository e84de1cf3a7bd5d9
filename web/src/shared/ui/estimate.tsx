import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
  n_units: number;
  /** Why there is no value. */
  why: string | null;
}

interface EstimateTextProps {
  estimate: Estimate;
  asPercent?: boolean;
  /** The way to what stands behind it, in place of the bare n. */
  behind?: ReactNode;
}

/** A number with its interval and the amount behind it; or why there is none. */
export function EstimateText({ estimate, asPercent = false, behind }: EstimateTextProps) {
  const { value, low, high, n_units, why } = estimate;
  const { t, i18n } = useTranslation();
  if (value === null) {
    return (
      <Text size="sm" c="dimmed">
        {why ?? t("estimate.none")}
      </Text>
    );
  }
  const format = new Intl.NumberFormat(
    i18n.language,
    asPercent ? { style: "percent", maximumFractionDigits: 1 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  );
  return (
    <Text size="sm" component="span">
      <strong>{format.format(value)}</strong>{" "}
      <Text span size="xs" c="dimmed">
        {low !== null && high !== null && t("estimate.interval", { low: format.format(low), high: format.format(high) })}{" "}
        {behind ?? t("estimate.n", { n: n_units })}
      </Text>
    </Text>
  );
}
