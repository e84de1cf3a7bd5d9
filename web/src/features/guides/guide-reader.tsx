import { Grid, NavLink, Text, TextInput } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ScopedRule } from "@/api/guide-scope";
import classes from "./guide-reader.module.css";
import { RuleCard } from "./rule-card";
import { searchRules } from "./rule-search";

export function GuideReader({ rules }: { rules: ScopedRule[] }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const wanted = useLocation({ select: ({ hash }) => hash });
  const found = searchRules(rules, query);
  const isHidden = wanted !== "" && !found.some(({ key }) => key === wanted);
  // The rules come after the page, so the browser has nothing to scroll to when it opens a link to one of them.
  useEffect(() => {
    if (wanted !== "" && !isHidden) document.getElementById(wanted)?.scrollIntoView();
  }, [wanted, isHidden]);
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, sm: 4, lg: 3 }} className={classes.tree ?? ""}>
        <TextInput
          type="search"
          label={t("guide.search")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll it */}
        <nav className={classes.rules} aria-label={t("guide.rules")} tabIndex={0}>
          {found.map((rule) => (
            <NavLink
              key={rule.key}
              href={`#${rule.key}`}
              label={rule.title}
              active={rule.key === wanted}
              py={4}
              pl={`${Math.max(0, rule.level - 1) + 0.5}rem`}
            />
          ))}
        </nav>
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 8, lg: 9 }} className={classes.text ?? ""}>
        {found.length === 0 && <Text c="dimmed">{t("guide.noneFound")}</Text>}
        {found.map((rule) => (
          <RuleCard key={rule.key} rule={rule} isWanted={rule.key === wanted} />
        ))}
      </Grid.Col>
    </Grid>
  );
}
