import { Container } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { ErrorNotice } from "@/shared/ui/error-notice";

export function BrokenPage({ error, reset }: ErrorComponentProps) {
  return (
    <Container component="main" size="sm" py="xl">
      <ErrorNotice error={error} onRetry={reset} />
    </Container>
  );
}
