import { Select, Stack, TagsInput, TextInput, Title } from "@mantine/core";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import { withAttribute, withKey, wordsOf, type RuleText } from "./rule-text";

const SEVERITIES = ["minor", "major", "critical"] as const;
const STATUSES = ["draft", "active", "retired"] as const;
const LISTS = ["tasks", "languages", "domains", "questions", "tags", "aliases"] as const;
const KNOWN = new Set<string>(["severity", "status", ...LISTS]);

interface RuleAttributesProps {
  ruleKey: string;
  attributes: RuleText["attributes"];
  rules: DraftRule[];
  onChange: (edit: (text: RuleText) => RuleText) => void;
}

/** What stands in the braces of the heading. */
export const RuleAttributes = memo(function RuleAttributes({ ruleKey, attributes, rules, onChange }: RuleAttributesProps) {
  const { t } = useTranslation();
  const set = (name: string, value: string) => onChange((text) => withAttribute(text, name, value));
  const used = (name: string) => [...new Set(rules.flatMap((rule) => wordsOf(rule.attributes[name])))].sort();
  const free = Object.keys(attributes).filter((name) => !KNOWN.has(name));
  return (
    <Stack gap="sm" component="section" aria-label={t("guideEdit.attributes")}>
      <Title order={3} size="h5">
        {t("guideEdit.attributes")}
      </Title>
      <KeyInput key={ruleKey} ruleKey={ruleKey} rules={rules} onChange={onChange} />
      <Select
        label={t("guideEdit.severity")}
        data={SEVERITIES.map((value) => ({ value, label: t(`finding.severities.${value}`) }))}
        value={attributes.severity ?? null}
        onChange={(value) => set("severity", value ?? "")}
        placeholder={t("guideEdit.notSaid")}
        clearable
      />
      <Select
        label={t("guideEdit.status")}
        data={STATUSES.map((value) => ({ value, label: t(`guideEdit.statuses.${value}`) }))}
        value={attributes.status ?? "active"}
        onChange={(value) => set("status", value === "active" ? "" : (value ?? ""))}
        allowDeselect={false}
      />
      {LISTS.map((name) => (
        <TagsInput
          key={name}
          label={t(`guideEdit.lists.${name}`)}
          data={name === "aliases" ? [] : used(name)}
          value={wordsOf(attributes[name])}
          onChange={(values) => set(name, values.flatMap((value) => wordsOf(value)).join(" "))}
          splitChars={[",", " "]}
          placeholder={name in attributes ? "" : t(name === "tags" || name === "aliases" ? "guideEdit.none" : "guideEdit.every")}
        />
      ))}
      {free.map((name) => (
        <TextInput key={name} label={name} value={attributes[name] ?? ""} onChange={(event) => set(name, event.currentTarget.value)} />
      ))}
    </Stack>
  );
});

/** A key is taken over when somebody leaves the box: each letter of it would be another rename. */
function KeyInput({ ruleKey, rules, onChange }: Omit<RuleAttributesProps, "attributes">) {
  const { t } = useTranslation();
  const [key, setKey] = useState(ruleKey);
  const isTaken = key !== ruleKey && rules.some((rule) => rule.key === key);
  const isKey = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,119}$/u.test(key);
  const commit = () => {
    if (key !== ruleKey && isKey && !isTaken) onChange((text) => withKey(text, key));
  };
  return (
    <TextInput
      label={t("guideEdit.key")}
      description={t("guideEdit.keyText")}
      value={key}
      onChange={(event) => setKey(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
      error={isTaken ? t("guideEdit.keyTaken") : isKey ? undefined : t("guideEdit.keyWrong")}
      spellCheck={false}
    />
  );
}
