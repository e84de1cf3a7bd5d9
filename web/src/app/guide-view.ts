import { ABOUT_PARTS, type About } from "@/api/guide-scope";

/** What is read of the guide: a version (the newest without one), and the work that its rules must concern. */
export type GuideView = { version?: string } & Partial<About>;

export function readGuideView(search: Record<string, unknown>): GuideView {
  const view: GuideView = typeof search.version === "string" ? { version: search.version } : {};
  for (const part of ABOUT_PARTS) {
    const words: unknown = search[part];
    const kept = Array.isArray(words) ? words.filter((word): word is string => typeof word === "string" && word !== "") : [];
    if (kept.length > 0) view[part] = kept;
  }
  return view;
}
