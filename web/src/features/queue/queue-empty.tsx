import { Button, Group, List } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/problem";
import { EmptyState } from "@/shared/ui/empty-state";
import { LinkButton } from "@/shared/ui/link-button";

export interface QueueEmptyProps {
  projectId: string;
  title: string;
  reasons: Schemas["ReasonOut"][];
  onRetry: () => void;
  /** What can be done besides. */
  children?: ReactNode;
}

/** The end of the queue, with the server's reasons for it. */
export function QueueEmpty({ projectId, title, reasons, onRetry, children }: QueueEmptyProps) {
  const { t } = useTranslation();
  const action = (
    <Group>
      <Button onClick={onRetry}>{t("queue.lookAgain")}</Button>
      {children}
      <LinkButton to="/projects/$projectId" params={{ projectId }} variant="default">
        {t("queue.toProject")}
      </LinkButton>
    </Group>
  );
  return (
    <EmptyState title={title} action={action}>
      {reasons.length > 0 && (
        <List ta="start">
          {reasons.map((reason) => (
            <List.Item key={reason.code}>{reason.text}</List.Item>
          ))}
        </List>
      )}
    </EmptyState>
  );
}
