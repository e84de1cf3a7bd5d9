import { Center, Container, Loader } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "./error-notice";

interface LoadedProps<Value> {
  /** True where no page stands around it, so that a notice keeps its distance from the edges. */
  isBare?: boolean;
  query: { data: Value | undefined; error: unknown; refetch: () => unknown };
  children: (value: Value) => ReactNode;
}

/** A query's value, or that it is loading, or why it cannot be had. A value that is there stays on screen. */
export function Loaded<Value>({ query, isBare = false, children }: LoadedProps<Value>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    const notice = <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
    return isBare ? <Container py="lg">{notice}</Container> : notice;
  }
  return (
    <Center py="xl" role="status" aria-label={t("loading")}>
      <Loader size="sm" />
    </Center>
  );
}
