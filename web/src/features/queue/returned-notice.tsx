import { Alert, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { feedbackQuery } from "@/api/review";
import { FindingCard } from "@/shared/ui/finding-card";
import { Loaded } from "@/shared/ui/loaded";
import { PlainText } from "@/shared/ui/plain-text";

/** Why the work came back: each finding with its rule, place and a better text. */
export function ReturnedNotice({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation();
  const feedback = useQuery(feedbackQuery(submissionId));
  return (
    <Alert color="yellow" variant="light" title={t("returned.title")}>
      <Stack gap="sm">
        <Text size="sm">{t("returned.text")}</Text>
        <Loaded query={feedback}>
          {({ reviews, findings }) => (
            <>
              {reviews.map((review) => review.note !== "" && <PlainText key={review.id} text={review.note} />)}
              {findings.map((finding) => finding.state !== "withdrawn" && <FindingCard key={finding.id} finding={finding} />)}
            </>
          )}
        </Loaded>
      </Stack>
    </Alert>
  );
}
