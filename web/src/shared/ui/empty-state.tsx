import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** Says why there is nothing here and what to do about it. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" gap="sm" py="xl" ta="center">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children !== undefined && (
        <Text component="div" c="dimmed" maw="36rem">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
