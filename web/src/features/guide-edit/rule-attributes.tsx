import { Select, Stack, TagsInput, TextInput, Title } from "@mantine/core";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import { isKey, takenKeys, withAttribute, withKey, wordsOf, type RuleText } from "./rule-text";

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
        <FreeAttribute key={name} name={name} value={attributes[name] ?? ""} onChange={(value) => set(name, value)} />
      ))}
    </Stack>
  );
});

/** Empty, it goes when somebody leaves the box, and not under their hands. */
function FreeAttribute({ name, value, onChange }: { name: string; value: string; onChange: (value: string) => void }) {
  const [isEmpty, setEmpty] = useState(false);
  return (
    <TextInput
      label={name}
      value={isEmpty ? "" : value}
      onChange={({ currentTarget }) => {
        setEmpty(currentTarget.value.trim() === "");
        if (currentTarget.value.trim() !== "") onChange(currentTarget.value);
      }}
      onBlur={() => {
        if (isEmpty) onChange("");
      }}
    />
  );
}

/** A key is taken over when somebody leaves the box: each letter of it would be another rename. */
function KeyInput({ ruleKey, rules, onChange }: Omit<RuleAttributesProps, "attributes">) {
  const { t } = useTranslation();
  const [key, setKey] = useState(ruleKey);
  // An own earlier key may be had again.
  const isTaken = takenKeys(rules.filter((rule) => rule.key !== ruleKey)).includes(key);
  const isRight = isKey(key);
  const commit = () => {
    if (key !== ruleKey && isRight && !isTaken) onChange((text) => withKey(text, key));
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
      error={isTaken ? t("guideEdit.keyTaken") : isRight ? undefined : t("guideEdit.keyWrong")}
      spellCheck={false}
    />
  );
}
