/** Something that the palette leads to. */
export interface Entry {
  id: string;
  title: string;
  detail: string | null;
  group: string;
  href: string;
}

/** The entries that hold every word of the query, those that begin with it first. */
export function matching(entries: Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  const text = (entry: Entry) => `${entry.title} ${entry.detail ?? ""}`.toLowerCase();
  const found = entries.filter((entry) => words.every((word) => text(entry).includes(word)));
  const begins = (entry: Entry) => (entry.title.toLowerCase().startsWith(words[0] ?? "") ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b));
}

/** Entries of a group stand together, in the order in which the groups first appear. */
export function grouped(entries: Entry[]): { group: string; entries: Entry[] }[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([group, members]) => ({ group, entries: members }));
}
