const TEXTS = import.meta.glob<string>("../../../docs/guide/*.md", { query: "?raw", import: "default" });

/** The pages of docs/guide that people at the desk may want to read, in the order of first use. */
export const HELP_TOPICS = [
  "work-queue",
  "people-and-roles",
  "style-guide",
  "interfaces",
  "agreement",
  "production",
  "demo",
] as const;

export type HelpTopic = (typeof HELP_TOPICS)[number];

export function helpTopic(name: string): HelpTopic | null {
  return HELP_TOPICS.find((topic) => topic === name) ?? null;
}

/** The text as it stands in the documentation of this version. */
export async function readHelp(topic: HelpTopic): Promise<string> {
  const read = TEXTS[`../../../docs/guide/${topic}.md`];
  if (read === undefined) throw new Error(`docs/guide has no ${topic}.md`);
  return withPlaces(await read());
}

/** Links between these texts lead to their pages here; what is not among them keeps its words only. */
export function withPlaces(source: string): string {
  return source.replace(/\[([^\]]+)\]\((?!https?:)([^)]+)\)/g, (_whole, words: string, place: string) => {
    const topic = helpTopic(/([\w-]+)\.md/.exec(place)?.[1] ?? "");
    return topic === null ? words : `[${words}](/help/${topic})`;
  });
}
