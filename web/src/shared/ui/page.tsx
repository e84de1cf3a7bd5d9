import { Container, Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./page.module.css";

interface PageProps {
  title: string;
  intro?: string;
  actions?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl" | "100%";
  children: ReactNode;
}

export function Page({ title, intro, actions, size = "lg", children }: PageProps) {
  useDocumentTitle(`${title} · Copydesk`);
  return (
    <Container size={size} py="lg">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" className={classes.head ?? ""}>
          <div className={classes.title}>
            <Title order={1} size="h2">
              {title}
            </Title>
            {intro !== undefined && (
              <Text c="dimmed" mt={4}>
                {intro}
              </Text>
            )}
          </div>
          {actions !== undefined && <Group gap="sm">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Container>
  );
}
