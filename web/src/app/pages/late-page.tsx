import "@/shared/i18n/project";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { lateAnswersQuery } from "@/api/late";
import { membersByIdQuery } from "@/api/members";
import { LateAnswerCard } from "@/features/late/late-answer";
import { EmptyState } from "@/shared/ui/empty-state";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";
import { Page } from "@/shared/ui/page";
import { useProjectId } from "@/app/use-project-id";

/** As many as the server names at once. */
const MOST_NAMED = 200;

export function LatePage() {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const answers = useInfiniteQuery(lateAnswersQuery(projectId));
  const authors = new Set((answers.data?.pages ?? []).flatMap((page) => page.items.map((answer) => answer.member_id)));
  const members = useQuery(membersByIdQuery(projectId, [...authors].slice(-MOST_NAMED)));
  const nameOf = (memberId: string) => {
    const member = members.data?.items.find(({ id }) => id === memberId);
    return member?.name ?? member?.pseudonym ?? memberId;
  };
  return (
    <Page title={t("late.title")} intro={t("late.intro")} size="md">
      <Loaded query={answers}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.items);
          if (all.length === 0) return <EmptyState title={t("late.none")}>{t("late.noneText")}</EmptyState>;
          return all.map((answer) => <LateAnswerCard key={answer.id} answer={answer} author={nameOf(answer.member_id)} />);
        }}
      </Loaded>
      <MoreButton query={answers} />
    </Page>
  );
}
