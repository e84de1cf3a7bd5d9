import { Badge, Group, Paper, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { interfaceVersionQuery } from "@/api/interfaces";
import type { ItemDetail } from "@/api/items";
import type { Answers, InterfaceDocument } from "@/shared/task-form/document";
import { QuestionList } from "@/shared/task-form/question-list";
import { DateTime } from "@/shared/ui/date-time";
import { FindingCard } from "@/shared/ui/finding-card";
import { Loaded } from "@/shared/ui/loaded";
import { PlainText } from "@/shared/ui/plain-text";

type Submission = ItemDetail["submissions"][number];
type Review = Submission["reviews"][number];
type Names = ReadonlyMap<string, string>;

/** Each answer with what reviewers said about it, round by round. */
export function ItemRounds({ submissions, names }: { submissions: Submission[]; names: Names }) {
  const { t } = useTranslation();
  if (submissions.length === 0) return <Text c="dimmed">{t("items.detail.noAnswers")}</Text>;
  return (
    <Stack gap="md">
      {submissions.map((submission) => (
        <SubmissionCard key={submission.id} submission={submission} names={names} />
      ))}
    </Stack>
  );
}

const MINUTE_MS = 60_000;

function SubmissionCard({ submission, names }: { submission: Submission; names: Names }) {
  const { t } = useTranslation();
  const seconds = Math.round((submission.active_ms % MINUTE_MS) / 1000);
  const time = `${Math.floor(submission.active_ms / MINUTE_MS)}:${String(seconds).padStart(2, "0")}`;
  const by = names.get(submission.member_id) ?? t("items.detail.somebody");
  return (
    <Paper withBorder p="md" component="article" aria-label={`${t("items.detail.round", { round: submission.round })}, ${by}`}>
      <Group gap="sm" mb="sm">
        <Text fw={600}>{t("items.detail.round", { round: submission.round })}</Text>
        <Text size="sm">{t("items.detail.by", { name: by })}</Text>
        <Badge variant="default" tt="none">
          {t(`submissionState.${submission.state}`)}
        </Badge>
        {submission.is_extra && <Badge variant="default" tt="none">{t("items.detail.extra")}</Badge>}
        <Text size="sm" c="dimmed">
          <DateTime iso={submission.submitted_at} />
          {submission.active_ms > 0 && ` · ${t("items.detail.active", { time })}`}
        </Text>
      </Group>
      <AnswersOf versionId={submission.interface_version_id} answers={submission.answers} displayed={submission.displayed} />
      {submission.reviews.map((review) => (
        <ReviewOf key={review.id} review={review} submission={submission} names={names} />
      ))}
    </Paper>
  );
}

function AnswersOf({ versionId, answers, displayed }: { versionId: string; answers: Answers; displayed: string[] }) {
  const version = useQuery(interfaceVersionQuery(versionId));
  return (
    <Loaded query={version}>
      {({ document }) => {
        const { questions } = document as unknown as InterfaceDocument;
        return <QuestionList questions={questions} answers={answers} displayed={displayed} readOnly />;
      }}
    </Loaded>
  );
}

function ReviewOf({ review, submission, names }: { review: Review; submission: Submission; names: Names }) {
  const { t } = useTranslation();
  const by = review.member_id === null ? t("items.detail.somebody") : (names.get(review.member_id) ?? review.member_id);
  const findings = submission.findings.filter((finding) => finding.review_id === review.id);
  return (
    <Stack gap="xs" mt="md" pt="sm" style={{ borderTop: "1px solid var(--mantine-color-default-border)" }}>
      <Text size="sm">
        <strong>{t(`review.verdict.${review.verdict}`)}</strong> {t("items.detail.by", { name: by })},{" "}
        <DateTime iso={review.reviewed_at} />
      </Text>
      {review.note !== "" && <PlainText text={review.note} />}
      {review.fixed_answers !== null && (
        <>
          <Text size="sm" c="dimmed">
            {t("items.detail.fixedTo")}
          </Text>
          <AnswersOf versionId={submission.interface_version_id} answers={review.fixed_answers} displayed={submission.displayed} />
        </>
      )}
      {findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
    </Stack>
  );
}
