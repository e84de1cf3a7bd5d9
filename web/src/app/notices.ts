import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { homeQuery, type Home } from "@/api/home";
import type { LiveChange } from "@/api/live";

export interface Notice {
  id: string;
  at: string;
  title: string;
  text: string;
  href: string;
}

// Jobs that somebody waits for, by the action that says that they ended.
const FINISHED = {
  "import.loaded": { text: "notices.importLoaded", page: "import" },
  "import.failed": { text: "notices.importFailed", page: "import" },
  "import.undone": { text: "notices.importUndone", page: "import" },
} as const;

type Finished = keyof typeof FINISHED;

interface FinishedJob {
  action: Finished;
  at: string;
  projectId: string;
  projectName: string;
}

/** What is new for a person: read guides and verdicts, and jobs that ended while the page was open. */
export function useNotices(identityId: string) {
  const { t } = useTranslation();
  const home = useQuery(homeQuery);
  const [jobs, setJobs] = useState<FinishedJob[]>([]);
  const [seenAt, setSeenAt] = useLocalStorage({ key: `copydesk.noticesSeenAt.${identityId}`, defaultValue: "", getInitialValueInEffect: false });
  const hear = (change: LiveChange, projectId: string, projectName: string) => {
    const ended = Object.keys(change.counts).filter((action): action is Finished => action in FINISHED);
    const at = change.at ?? new Date().toISOString();
    if (ended.length > 0) setJobs((before) => [...ended.map((action) => ({ action, at, projectId, projectName })), ...before].slice(0, 20));
  };
  const ofJobs = jobs.map((job) => ({
    id: `${job.action} ${job.at}`,
    at: job.at,
    title: t(FINISHED[job.action].text),
    text: job.projectName,
    href: `/projects/${job.projectId}/${FINISHED[job.action].page}`,
  }));
  const news = useNews();
  const notices = [...ofJobs, ...news(home.data)].sort((a, b) => b.at.localeCompare(a.at));
  const unseen = notices.filter((notice) => notice.at > seenAt).length;
  return { notices, unseen, hear, markSeen: () => setSeenAt(notices[0]?.at ?? seenAt) };
}

function useNews(): (home: Home | undefined) => Notice[] {
  const { t } = useTranslation();
  return (home) => [
    ...(home?.guides ?? []).map((guide) => ({
      id: guide.version_id,
      at: guide.published_at,
      title: t("notices.guide", { title: guide.title, number: guide.number }),
      text: guide.note === "" ? guide.project_name : `${guide.project_name} · ${guide.note}`,
      href: `/projects/${guide.project_id}/guide`,
    })),
    ...(home?.verdicts ?? []).map((verdict) => ({
      id: verdict.submission_id,
      at: verdict.reviewed_at,
      title: t(`home.verdicts.${verdict.verdict}`),
      text: verdict.excerpt ?? verdict.external_id ?? verdict.item_id,
      href: verdict.verdict === "return" ? `/projects/${verdict.project_id}/work` : "/",
    })),
  ];
}
