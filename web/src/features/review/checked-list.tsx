import { Alert, Badge, Button, Group, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import type { Subject } from "@/api/queue";
import type { Finding } from "@/api/review";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { KeyHelp } from "@/shared/ui/key-help";
import { KeyHint } from "@/shared/ui/key-hint";
import classes from "@/shared/ui/note-list.module.css";
import type { Checked } from "./use-checked";

type CheckFailure = NonNullable<Subject["check_report"]>["failures"][number];

interface CheckedListProps {
  checked: Checked;
  /** Checks that could not finish: nobody knows what they would have said. */
  failures: CheckFailure[];
  rules: Rule[];
}

/** What the guide's checks found in the answers and what the author says to it, for the reviewer to settle. */
export function CheckedList({ checked, failures, rules }: CheckedListProps) {
  const { t } = useTranslation();
  const { found, missing } = checked;
  if (found.length + failures.length === 0 && missing === null) return null;
  return (
    <Stack gap="sm">
      {missing !== null && <ErrorNotice error={missing.error} title={t("checked.missing")} onRetry={missing.retry} />}
      <FoundList checked={checked} />
      <FailureList failures={failures} rules={rules} />
    </Stack>
  );
}

function FailureList({ failures, rules }: Omit<CheckedListProps, "checked">) {
  const { t } = useTranslation();
  const titleOf = (key: string) => rules.find((rule) => rule.key === key)?.title ?? key;
  if (failures.length === 0) return null;
  return (
    <Alert color="yellow" p="xs" title={t("checkFailures.title")}>
      {failures.map(({ pointer, rule_key, check, reason }) => (
        <Text key={`${pointer} ${rule_key} ${check}`} size="sm">
          {t("checkFailures.one", { check, rule: titleOf(rule_key), reason })}
        </Text>
      ))}
    </Alert>
  );
}

function FoundList({ checked }: { checked: Checked }) {
  const { t } = useTranslation();
  const { found, current, next, judge, error } = checked;
  const settle = (isFault: boolean) => {
    if (current !== null) judge(current, isFault);
  };
  const hasCurrent = () => current !== null;
  if (found.length === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label={t("checked.title")}>
      <KeyHelp
        shortcuts={[
          { keys: ["F8"], label: t("checked.nextKey"), run: next, whileTyping: true },
          { keys: ["y"], label: t("checked.faultKey"), run: () => settle(true), when: hasCurrent },
          { keys: ["n"], label: t("checked.noFaultKey"), run: () => settle(false), when: hasCurrent },
        ]}
      />
      <Group gap="xs" align="baseline">
        <Title order={3} size="h6">
          {t("checked.title")}
        </Title>
        <Group gap={6} fz="sm" c="dimmed">
          <KeyHint keys={["F8"]} /> {t("check.next")}
        </Group>
      </Group>
      <ul className={classes.list}>
        {found.map((finding) => (
          <li
            key={finding.id}
            className={classes.note}
            data-checked={finding.id}
            data-severity={finding.severity}
            data-explained={finding.state === "withdrawn" || undefined}
            data-current={finding === current || undefined}
          >
            <CheckedFinding finding={finding} isCurrent={finding === current} checked={checked} />
          </li>
        ))}
      </ul>
      {error !== null && <ErrorNotice error={error} title={t("checked.notSettled")} />}
    </Stack>
  );
}

function CheckedFinding({ finding, isCurrent, checked }: { finding: Finding; isCurrent: boolean; checked: Checked }) {
  const { t } = useTranslation();
  const { anchor, reason, state } = finding;
  const isFault = state !== "withdrawn";
  return (
    <>
      <UnstyledButton onClick={() => checked.choose(finding)} aria-expanded={isCurrent} fz="sm" w="100%" ta="start">
        {anchor !== null && (
          <span className={classes.quoted} dir="auto">
            {anchor.quote}{" "}
          </span>
        )}
        {finding.note}{" "}
        <Text span size="sm" c="dimmed">
          {finding.rule_title}
        </Text>
      </UnstyledButton>
      {reason !== null && (
        <Text size="sm" dir="auto">
          {t("checked.authorSays", { reason })}
        </Text>
      )}
      <Group gap="xs" mt={4}>
        <Badge size="sm" variant="default">
          {t(`finding.severities.${finding.severity}`)}
        </Badge>
        {finding.is_judged && (
          <Text size="sm" role="status">
            {t(isFault ? "checked.isFault" : "checked.isNoFault")}
          </Text>
        )}
        {isCurrent && (
          <>
            <Button size="compact-sm" variant="default" rightSection={<KeyHint keys={["y"]} />} onClick={() => checked.judge(finding, true)}>
              {t("checked.fault")}
            </Button>
            <Button size="compact-sm" variant="default" rightSection={<KeyHint keys={["n"]} />} onClick={() => checked.judge(finding, false)}>
              {t("checked.noFault")}
            </Button>
            <Group gap={6} fz="sm" c="dimmed">
              <KeyHint keys={["r"]} /> {t("checked.cite")}
            </Group>
          </>
        )}
      </Group>
    </>
  );
}
