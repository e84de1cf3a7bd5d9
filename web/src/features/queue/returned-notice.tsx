import { Alert, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { feedbackQuery, useMarkFinding, type Finding } from "@/api/review";
import type { Answers } from "@/shared/task-form/document";
import { anchorRange } from "@/shared/text/anchor-range";
import type { TextPlace } from "@/shared/text/anchor";
import { atPointer } from "@/shared/text/pointer";
import { useMarkedAnchors } from "@/shared/text/use-marked-anchors";
import { FindingCard } from "@/shared/ui/finding-card";
import { Loaded } from "@/shared/ui/loaded";
import { PlainText } from "@/shared/ui/plain-text";
import { FindingActions, ReturnedKeys } from "./returned-actions";
import { RuleExamples } from "./rule-examples";
import { selectInAnswer, withSuggestion } from "./suggestion";

interface ReturnedNoticeProps {
  submissionId: string;
  content: unknown;
  answers: Answers;
  onAnswer: (key: string, value: unknown) => void;
}

const NONE: Finding[] = [];

/** Why the work came back: each finding with its rule, its place in the text, and a better text to take over. */
export function ReturnedNotice({ submissionId, content, answers, onAnswer }: ReturnedNoticeProps) {
  const { t } = useTranslation();
  const feedback = useQuery(feedbackQuery(submissionId));
  const mark = useMarkFinding(submissionId);
  const [chosen, setChosen] = useState<string | null>(null);
  const all = feedback.data?.findings ?? NONE;
  const findings = useMemo(() => all.filter((finding) => isForAuthor(finding) && !isCited(finding, all)), [all]);
  const anchors = useMemo(() => findings.flatMap(({ anchor, state }) => (anchor === null || state !== "open" ? [] : anchor)), [findings]);
  const textAt = useCallback(({ target, pointer }: TextPlace) => (target === "item" ? textIn(content, pointer) : null), [content]);
  useMarkedAnchors("finding", anchors, textAt);
  const current = findings.find(({ id }) => id === chosen) ?? null;
  const opened = current ?? findings.find(({ state }) => state === "open");

  const show = (finding: Finding) => {
    setChosen(finding.id);
    document.querySelector(`[data-returned="${CSS.escape(finding.id)}"]`)?.scrollIntoView({ block: "nearest" });
    showPlace(finding, content, answers);
  };
  const next = () => {
    const after = findings[current === null ? 0 : (findings.indexOf(current) + 1) % findings.length];
    if (after !== undefined) show(after);
  };
  const setDone = (finding: Finding, isDone: boolean) => mark.mutate({ finding_id: finding.id, state: isDone ? "fixed" : "open" });
  const apply = (finding: Finding) => {
    const better = withSuggestion(finding, answers);
    if (better === null || finding.state === "fixed") return;
    onAnswer(better.key, better.text);
    setDone(finding, true);
  };
  return (
    <Alert color="yellow" variant="light" title={t("returned.title")}>
      <ReturnedKeys current={current} onNext={next} onApply={apply} onDone={setDone} />
      <Stack gap="sm">
        <Text size="sm">{t("returned.text")}</Text>
        <Loaded query={feedback}>
          {({ reviews }) => (
            <>
              {reviews.map((review) => review.note !== "" && <PlainText key={review.id} text={review.note} />)}
              {findings.map((finding) => (
                <div key={finding.id} data-returned={finding.id}>
                  <FindingCard finding={finding} isCurrent={finding === current}>
                    {finding === opened && <RuleExamples guideVersionId={finding.guide_version_id} ruleKey={finding.rule_key} />}
                    <FindingActions
                      finding={finding}
                      isCurrent={finding === current}
                      canApply={withSuggestion(finding, answers) !== null}
                      onShow={show}
                      onApply={apply}
                      onDone={setDone}
                    />
                  </FindingCard>
                </div>
              ))}
              {mark.error !== null && (
                <Text size="xs" c="var(--mantine-color-error)" role="alert">
                  {t("returned.notMarked")}
                </Text>
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Alert>
  );
}

/** What a check found and no reviewer holds for a fault is underlined while one writes; it is not why the work came back. */
function isForAuthor({ source, state, is_judged }: Finding): boolean {
  return state !== "withdrawn" && (source === "person" || is_judged);
}

/** Whether the reviewer filed what the check found as a finding of their own. */
function isCited({ source, rule_key, anchor }: Finding, all: Finding[]): boolean {
  return source === "check" && all.some((one) => one.source === "person" && one.rule_key === rule_key && one.anchor?.start === anchor?.start);
}

function showPlace({ anchor }: Finding, content: unknown, answers: Answers): void {
  if (anchor === null) return;
  if (anchor.target === "answers") selectInAnswer(anchor, answers);
  else anchorRange(anchor, textIn(content, anchor.pointer) ?? "")?.startContainer.parentElement?.scrollIntoView({ block: "center" });
}

function textIn(content: unknown, pointer: string): string | null {
  const value = atPointer(content, pointer);
  return typeof value === "string" ? value : null;
}
