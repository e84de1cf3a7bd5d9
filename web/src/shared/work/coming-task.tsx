import { Center, Container, Loader, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "@/shared/ui/error-notice";

interface ComingTaskProps {
  /** Why it takes so long; null while nothing is wrong. */
  error: unknown;
  /** What was sent before waits for a connection: the next task comes after it. */
  isAfterSending: boolean;
  onRetry: () => void;
  /** What is still on its way, and what can be done about it. */
  children: ReactNode;
}

/** Between two tasks: the next one is not here yet. */
export function ComingTask({ error, isAfterSending, onRetry, children }: ComingTaskProps) {
  const { t } = useTranslation();
  return (
    <Container py="xl">
      <Stack align="center" gap="sm">
        {error === null ? (
          <Center role="status">
            <Loader size="sm" me="sm" />
            <Text size="sm">{t(isAfterSending ? "work.comesAfter" : "work.coming")}</Text>
          </Center>
        ) : (
          <ErrorNotice error={error} title={t("work.notComing")} onRetry={onRetry} />
        )}
        {children}
      </Stack>
    </Container>
  );
}
