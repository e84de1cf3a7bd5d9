import { Center, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";

/** The frame of the pages that come before anybody is signed in. */
export function AuthCard({ title, intro, children }: { title: string; intro: string; children: ReactNode }) {
  useDocumentTitle(`${title} · Copydesk`);
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw="26rem">
        <Stack gap="md">
          <div>
            <Text fw={700} c="var(--mantine-primary-color-light-color)">
              Copydesk
            </Text>
            <Title order={1} size="h3">
              {title}
            </Title>
            <Text size="sm" c="dimmed" mt={4}>
              {intro}
            </Text>
          </div>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
