import { Button, Group, MultiSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ABOUT_PARTS, NOTHING_KNOWN, type About, type AboutPart } from "@/api/guide-scope";

interface ScopeFilterProps {
  rules: { scope: About }[];
  about: About;
  /** How many rules are shown, of how many. */
  shown: number;
  all: number;
  onChange: (about: About) => void;
}

/** Narrows the guide to what concerns a piece of work. Not there where every rule is for everything. */
export function ScopeFilter({ rules, about, shown, all, onChange }: ScopeFilterProps) {
  const { t } = useTranslation();
  const choicesOf = (part: AboutPart) => [...new Set([...about[part], ...rules.flatMap(({ scope }) => scope[part])])].sort();
  const parts = ABOUT_PARTS.filter((part) => choicesOf(part).length > 0);
  if (parts.length === 0) return null;
  const isNarrow = ABOUT_PARTS.some((part) => about[part].length > 0);
  return (
    <Group gap="sm" align="flex-end" component="section" aria-label={t("guideScope.filter")}>
      {parts.map((part) => (
        <MultiSelect
          key={part}
          label={t(`guideScope.parts.${part}`)}
          placeholder={about[part].length === 0 ? t("guideScope.any") : ""}
          data={choicesOf(part)}
          value={about[part]}
          onChange={(words) => onChange({ ...about, [part]: words })}
          w="min(16rem, 100%)"
          clearable
        />
      ))}
      {isNarrow && (
        <Group gap="sm" h="2.25rem">
          <Text size="sm" role="status">
            {t("guideScope.shown", { count: shown, all })}
          </Text>
          <Button variant="default" size="compact-sm" onClick={() => onChange(NOTHING_KNOWN)}>
            {t("guideScope.showAll")}
          </Button>
        </Group>
      )}
    </Group>
  );
}
