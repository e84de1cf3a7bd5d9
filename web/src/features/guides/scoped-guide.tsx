import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ABOUT_PARTS, concerningQuery, type About, type ScopedRule } from "@/api/guide-scope";
import { GuideReader } from "./guide-reader";
import { ScopeFilter } from "./scope-filter";

interface ScopedGuideProps {
  versionId: string;
  /** Sections and rules in the order of the guide. */
  rules: ScopedRule[];
  /** The work that the rules must concern; all of them are shown while nothing is named. */
  about: About;
  onAbout: (about: About) => void;
}

/** The guide to read, all of it or what concerns a piece of work. */
export function ScopedGuide({ versionId, rules, about, onAbout }: ScopedGuideProps) {
  const isNarrow = ABOUT_PARTS.some((part) => about[part].length > 0);
  const { data: keys } = useQuery({ ...concerningQuery(versionId, about), enabled: isNarrow });
  const shown = isNarrow && keys !== undefined ? rules.filter(({ key }) => keys.has(key)) : rules;
  const countOf = (some: ScopedRule[]) => some.filter(({ kind }) => kind === "rule").length;
  return (
    <Stack gap="lg">
      <ScopeFilter rules={rules} about={about} shown={countOf(shown)} all={countOf(rules)} onChange={onAbout} />
      <GuideReader rules={shown} />
    </Stack>
  );
}
