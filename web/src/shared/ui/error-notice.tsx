import { Alert, Button, List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface ErrorNoticeProps {
  error: unknown;
  /** What was being attempted, in plain words; what is safe may stand there too. */
  title?: string;
  onRetry?: (() => void) | undefined;
}

interface Fault {
  at: string;
  message: string;
}

const AWAY = new Set<unknown>(["http_502", "http_503", "http_504"]);

/** What happened, what is wrong where, and the way on. */
export function ErrorNotice({ error, title, onRetry }: ErrorNoticeProps) {
  const { t } = useTranslation();
  const status = error instanceof Error && "status" in error ? error.status : null;
  const refusal = status === 403 ? ("forbidden" as const) : status === 404 ? ("missing" as const) : null;
  // Asking once more does not change what is not there, or not for this person.
  const retry = refusal === null ? onRetry : undefined;
  return (
    <Alert color={refusal === null ? "red" : "gray"} title={title ?? t(refusal !== null ? `error.${refusal}` : isAway(error) ? "error.away" : "error.title")} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{useErrorText()(error)}</Text>
        <FaultList faults={faultsOf(error)} />
        {retry !== undefined && (
          <Button size="xs" variant="default" onClick={retry}>
            {t("error.retry")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

export function FaultList({ faults }: { faults: Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <List size="sm">
      {faults.map((fault) => (
        <List.Item key={`${fault.at} ${fault.message}`}>
          {fault.at !== "" && <strong>{fault.at}: </strong>}
          {fault.message}
        </List.Item>
      ))}
    </List>
  );
}

function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof Error)) return t("error.unknown");
    return isAway(error) ? t("error.noConnection") : error.message;
  };
}

/** Nobody answered, or somebody before the server who has nothing to say. */
function isAway(error: unknown): boolean {
  return error instanceof Error && (error.name === "NoConnection" || ("code" in error && AWAY.has(error.code)));
}

function faultsOf(error: unknown): Fault[] {
  return error instanceof Error && "faults" in error && Array.isArray(error.faults) ? (error.faults as Fault[]) : [];
}
