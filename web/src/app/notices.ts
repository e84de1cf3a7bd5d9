import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { homeQuery, type Home } from "@/api/home";

export interface Notice {
  id: string;
  at: string;
  title: string;
  text: string;
  href: string;
  search: { run?: string };
}

const ENDED = { done: "notices.importLoaded", failed: "notices.importFailed", undone: "notices.importUndone" } as const;

/** What is new for a person since their visit before: guides, verdicts, imports that ended. */
export function useNotices(identityId: string) {
  const home = useQuery(homeQuery);
  const [seenAt, setSeenAt] = useLocalStorage({ key: `copydesk.noticesSeenAt.${identityId}`, defaultValue: "", getInitialValueInEffect: false });
  const news = useNews();
  const notices = news(home.data).sort((a, b) => b.at.localeCompare(a.at));
  const unseen = notices.filter((notice) => notice.at > seenAt).length;
  return { notices, unseen, markSeen: () => setSeenAt(notices[0]?.at ?? seenAt) };
}

function useNews(): (home: Home | undefined) => Notice[] {
  const { t } = useTranslation();
  return (home) => [
    ...(home?.imports ?? []).map((run) => ({
      id: run.import_id,
      at: run.finished_at,
      title: t(ENDED[run.state]),
      text: t("notices.importText", { count: run.n_created, project: run.project_name }),
      href: `/projects/${run.project_id}/import`,
      search: { run: run.import_id },
    })),
    ...(home?.guides ?? []).map((guide) => ({
      id: guide.version_id,
      at: guide.published_at,
      title: t("notices.guide", { title: guide.title, number: guide.number }),
      text: guide.note === "" ? guide.project_name : `${guide.project_name} · ${guide.note}`,
      href: `/projects/${guide.project_id}/guide`,
      search: {},
    })),
    ...(home?.verdicts ?? []).map((verdict) => ({
      id: verdict.submission_id,
      at: verdict.reviewed_at,
      title: t(`home.verdicts.${verdict.verdict}`),
      text: verdict.excerpt ?? verdict.external_id ?? verdict.item_id,
      href: verdict.verdict === "return" ? `/projects/${verdict.project_id}/work` : "/",
      search: {},
    })),
  ];
}
