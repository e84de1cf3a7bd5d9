import { Grid, NavLink, ScrollArea, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "@/api/guides";
import { RuleCard } from "./rule-card";
import { searchRules } from "./rule-search";

export function GuideReader({ rules }: { rules: Rule[] }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const found = searchRules(rules, query);
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, sm: 4, lg: 3 }}>
        <TextInput
          type="search"
          label={t("guide.search")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <ScrollArea.Autosize mah="75vh" mt="sm" component="nav" aria-label={t("guide.rules")} viewportProps={{ tabIndex: 0 }}>
          {found.map((rule) => (
            <NavLink key={rule.key} href={`#${rule.key}`} label={rule.title} pl={`${Math.max(0, rule.level - 1) + 0.5}rem`} />
          ))}
        </ScrollArea.Autosize>
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 8, lg: 9 }}>
        {found.length === 0 && <Text c="dimmed">{t("guide.noneFound")}</Text>}
        {found.map((rule) => (
          <RuleCard key={rule.key} rule={rule} />
        ))}
      </Grid.Col>
    </Grid>
  );
}
