import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ABOUT_PARTS, type About } from "@/api/guide-scope";

/** What a rule is for, where it is not for everything. */
export function RuleScope({ scope }: { scope: About }) {
  const { t } = useTranslation();
  const parts = ABOUT_PARTS.filter((part) => scope[part].length > 0);
  if (parts.length === 0) return null;
  const said = parts.map((part) => t(`guideScope.of.${part}`, { words: scope[part].join(", ") })).join(" · ");
  return (
    <Text size="sm" c="dimmed" mb="xs" dir="auto">
      {t("guideScope.only", { said })}
    </Text>
  );
}
