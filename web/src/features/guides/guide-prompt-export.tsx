import { Button, Checkbox, CopyButton, Group, List, MultiSelect, NumberInput, SegmentedControl, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { guidePromptQuery, type GuidePrompt, type PromptWanted } from "@/api/guide-export";
import { NOTHING_KNOWN, type ScopedRule } from "@/api/guide-scope";
import { saveText } from "@/shared/save-text";
import { Loaded } from "@/shared/ui/loaded";
import { Section } from "@/shared/ui/section";
import classes from "./guide-prompt-export.module.css";
import { ScopeFilter } from "./scope-filter";
import { SeverityChips } from "./severity-chips";

const FORMS = ["system", "judge", "rubric"] as const;
const EVERYTHING: PromptWanted = { ...NOTHING_KNOWN, form: "system", budget_tokens: null, with_examples: true, with_rationale: true, keys: [], severities: [] };
const PAUSE_MS = 300;

interface GuidePromptExportProps {
  versionId: string;
  number: number;
  rules: ScopedRule[];
}

/** A version, or a part of it, as a text for a model: what is in it, and by name what did not fit. */
export function GuidePromptExport({ versionId, number, rules }: GuidePromptExportProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(EVERYTHING);
  const [settled] = useDebouncedValue(wanted, PAUSE_MS);
  const prompt = useQuery(guidePromptQuery(versionId, settled));
  const set = (part: Partial<PromptWanted>) => setWanted({ ...wanted, ...part });
  const nRules = rules.filter(({ kind }) => kind === "rule").length;
  return (
    <Section title={t("guideExport.prompt")} intro={t("guideExport.promptText")}>
      <Stack gap="md">
        <Group gap="md">
          <SegmentedControl
            aria-label={t("guideExport.form")}
            data={FORMS.map((value) => ({ value, label: t(`guideExport.forms.${value}`) }))}
            value={wanted.form}
            onChange={(form) => set({ form })}
          />
          <Checkbox label={t("guideExport.examples")} checked={wanted.with_examples} onChange={(event) => set({ with_examples: event.currentTarget.checked })} />
          <Checkbox label={t("guideExport.reasons")} checked={wanted.with_rationale} onChange={(event) => set({ with_rationale: event.currentTarget.checked })} />
        </Group>
        <NumberInput
          label={t("guideExport.budget")}
          description={t("guideExport.budgetText")}
          value={wanted.budget_tokens ?? ""}
          onChange={(value) => set({ budget_tokens: typeof value === "number" && value > 0 ? value : null })}
          min={1}
          allowDecimal={false}
          thousandSeparator=","
          maw="40rem"
        />
        <Group gap="md" align="flex-end">
          <MultiSelect
            label={t("guideExport.sections")}
            placeholder={wanted.keys.length === 0 ? t("guideExport.allSections") : ""}
            data={rules.filter(({ kind }) => kind === "section").map(({ key, title }) => ({ value: key, label: title }))}
            value={wanted.keys}
            onChange={(keys) => set({ keys })}
            w="min(24rem, 100%)"
            clearable
            searchable
          />
          <SeverityChips label={t("guideExport.severities")} chosen={wanted.severities} onChange={(severities) => set({ severities })} />
        </Group>
        <ScopeFilter rules={rules} about={wanted} shown={prompt.data?.keys.length ?? 0} all={nRules} onChange={(about) => set({ ...about })} />
        <Loaded query={prompt}>{(found) => <Shown prompt={found} name={`guide-${String(number)}-${wanted.form}.md`} rules={rules} />}</Loaded>
      </Stack>
    </Section>
  );
}

function Shown({ prompt: { text, n_tokens, estimate, keys, left_out }, name, rules }: { prompt: GuidePrompt; name: string; rules: ScopedRule[] }) {
  const { t, i18n } = useTranslation();
  const titles = new Map(rules.map(({ key, title }) => [key, title]));
  const tokens = n_tokens.toLocaleString(i18n.language);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {keys.length === 0 ? t("guideExport.nothing") : t("guideExport.tokens", { tokens, estimate, rules: t("guideExport.rules", { count: keys.length }) })}
        </Text>
        <Group gap="xs">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" size="sm" onClick={copy}>
                {t(copied ? "guideExport.copied" : "guideExport.copy")}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" size="sm" onClick={() => saveText(name, text)}>
            {t("guideExport.download")}
          </Button>
        </Group>
      </Group>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll it */}
      <pre className={classes.text} tabIndex={0} role="region" aria-label={t("guideExport.text")} dir="auto">
        {text}
      </pre>
      {left_out.length > 0 && (
        <details>
          <summary>{t("guideExport.leftOut", { count: left_out.length })}</summary>
          <List size="sm" mt="xs" className={classes.left ?? ""}>
            {left_out.toReversed().map(({ key, what, number }) => (
              <List.Item key={`${key} ${what} ${String(number)}`}>
                {titles.get(key) ?? key}: {t(`guideExport.parts.${what}`, { number })}
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </Stack>
  );
}
