import { Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";

interface StatProps {
  label: string;
  /** Ready to read: a formatted number, or words when there is no number. */
  value: ReactNode;
  /** With few cases behind it, a number alone promises too much. */
  interval?: { low: string; high: string } | null;
  n?: number;
  /** What the number means, or a link to what stands behind it. */
  children?: ReactNode;
  /** "warn" only where somebody should act. */
  tone?: "plain" | "warn";
}

export function Stat({ label, value, interval = null, n, children, tone = "plain" }: StatProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" role="group" aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz="1.5rem" fw={650} lh={1.3} c={tone === "warn" ? "var(--copydesk-warn)" : "var(--mantine-color-text)"}>
        {value}
      </Text>
      {(interval !== null || n !== undefined) && (
        <Text size="xs" c="dimmed">
          {interval !== null && t("estimate.interval", interval)} {n !== undefined && t("estimate.n", { n })}
        </Text>
      )}
      {children !== undefined && (
        <Text size="sm" c="dimmed" component="div">
          {children}
        </Text>
      )}
    </Paper>
  );
}
