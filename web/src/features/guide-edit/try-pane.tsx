import { Badge, Group, List, Stack, Text, Textarea, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import { ruleTrialQuery, type CheckAlerts } from "@/api/guide-tools";
import { hasStatus } from "@/api/problem";
import { toUtf16Offset } from "@/shared/text/code-points";
import { ErrorNotice } from "@/shared/ui/error-notice";
import classes from "./guide-edit.module.css";

const PAUSE_MS = 400;

interface TryPaneProps {
  projectId: string;
  /** The rule as it stands in the editor, after a pause. */
  source: string;
  examples: DraftRule["examples"];
}

/** The checks of the rule on a text of one's own, and on its examples as their tests. */
export const TryPane = memo(function TryPane({ projectId, source, examples }: TryPaneProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [settledText] = useDebouncedValue(text, PAUSE_MS);
  const trial = useQuery(ruleTrialQuery(projectId, source, settledText));
  const said = trial.data;
  return (
    <Stack gap="sm" component="section" aria-label={t("guideEdit.try")}>
      <Title order={3} size="h5">
        {t("guideEdit.try")}
      </Title>
      {said?.n_checks === 0 && said.faults.length === 0 ? (
        <Text c="dimmed" size="sm">
          {t("guideEdit.noChecks")}
        </Text>
      ) : (
        <>
          <Textarea label={t("guideEdit.tryText")} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={3} maxRows={12} dir="auto" />
          {trial.error !== null && !hasStatus(trial.error, 422) && <ErrorNotice error={trial.error} title={t("guideEdit.tryFailed")} />}
          {said?.faults.map((fault) => (
            <Text key={`${fault.check} ${String(fault.line)} ${fault.message}`} size="sm" c="var(--copydesk-warn)">
              {t("guideEdit.checkFault", { check: fault.check, message: fault.message })}
            </Text>
          ))}
          {said?.text != null && settledText !== "" && (
            <div role="status" aria-label={t("guideEdit.alerts")}>
              <Alerts report={said.text} text={settledText} />
            </div>
          )}
          <Stack gap="xs">
            {said?.examples.map((one) => {
              const example = examples[one.index];
              const result = one.is_as_expected === null ? "open" : one.is_as_expected ? "good" : "bad";
              return (
                <div key={one.index} className={classes.result} data-result={result}>
                  <Group gap="xs">
                    <Badge size="sm" variant="default">
                      {t(result === "good" ? "guideEdit.passed" : result === "bad" ? "guideEdit.failed" : "guideEdit.open")}
                    </Badge>
                    <Text size="sm">{t(`guideEdit.expected.${one.verdict}.${result}`)}</Text>
                  </Group>
                  {example !== undefined && (
                    <Text size="sm" c="dimmed" lineClamp={2} dir="auto">
                      {example.text}
                    </Text>
                  )}
                  <Alerts report={one.report} text={example?.text ?? ""} isQuiet />
                </div>
              );
            })}
          </Stack>
        </>
      )}
    </Stack>
  );
});

function Alerts({ report, text, isQuiet = false }: { report: CheckAlerts; text: string; isQuiet?: boolean }) {
  const { t } = useTranslation();
  const quoted = (start: number, end: number) => text.slice(toUtf16Offset(text, start), toUtf16Offset(text, end));
  if (report.alerts.length + report.failures.length === 0) {
    return isQuiet ? null : (
      <Text size="sm" c="dimmed">
        {t("guideEdit.clean")}
      </Text>
    );
  }
  return (
    <List size="sm">
      {report.alerts.map((alert, index) => (
        <List.Item key={`${String(index)} ${alert.check}`}>
          <mark className={classes.found}>{quoted(alert.start, alert.end)}</mark> {alert.message}
          {alert.fix !== null && ` ${alert.fix === "" ? t("guideEdit.fixDelete") : t("guideEdit.fix", { fix: alert.fix })}`}
        </List.Item>
      ))}
      {report.failures.map((failure) => (
        <List.Item key={failure.check}>{t("guideEdit.checkFailed", { check: failure.check, reason: failure.reason })}</List.Item>
      ))}
    </List>
  );
}
