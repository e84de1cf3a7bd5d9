import { Autocomplete, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { guideVersionQuery, guideVersionsQuery } from "@/api/guides";
import { ABOUT_SETTINGS, aboutIn, withAbout, type AboutSetting } from "./about-text";

const KINDS = ["chat", "preference", "rating", "red-teaming", "sft"];
const SCOPES = { task: "tasks", languages: "languages", domains: "domains" } as const;

interface AboutFieldsProps {
  projectId: string;
  /** The text of the form as it stands in its box. */
  source: string;
  onEdit: (source: string) => void;
}

/** What the tasks are about, in boxes of their own: rules of the guide may be for some work only. */
export function AboutFields({ projectId, source, onEdit }: AboutFieldsProps) {
  const { t } = useTranslation();
  const named = useNamedWords(projectId);
  return (
    <Stack gap="xs" component="section" aria-label={t("formAbout.title")}>
      <Title order={3} size="h5">
        {t("formAbout.title")}
      </Title>
      <Text size="sm" c="dimmed">
        {t("formAbout.intro")}
      </Text>
      <Group gap="md" align="flex-end">
        {ABOUT_SETTINGS.map((setting) => (
          <AboutBox
            key={`${setting} ${aboutIn(source, setting) ?? ""}`}
            setting={setting}
            said={aboutIn(source, setting)}
            words={named(setting)}
            onSay={(said) => onEdit(withAbout(source, setting, said))}
          />
        ))}
      </Group>
    </Stack>
  );
}

interface AboutBoxProps {
  setting: AboutSetting;
  said: string | null;
  words: string[];
  onSay: (said: string) => void;
}

/** It is taken over when somebody leaves the box: half a word is none. */
function AboutBox({ setting, said, words, onSay }: AboutBoxProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(said ?? "");
  const commit = (value: string) => {
    if (said !== null && value.trim() !== said) onSay(value);
  };
  return (
    <Autocomplete
      label={t(`formAbout.${setting}`)}
      description={t(said === null ? "formAbout.byHand" : `formAbout.${setting}Text`)}
      data={words}
      value={text}
      onChange={setText}
      onOptionSubmit={commit}
      onBlur={() => commit(text)}
      disabled={said === null}
      spellCheck={false}
      w="min(20rem, 100%)"
    />
  );
}

/** The words that rules of the newest guide are for, to choose from. */
function useNamedWords(projectId: string): (setting: AboutSetting) => string[] {
  const newest = useQuery(guideVersionsQuery(projectId)).data?.items[0]?.id;
  const guide = useQuery({ ...guideVersionQuery(newest ?? ""), enabled: newest !== undefined });
  const rules = guide.data?.rules ?? [];
  return (setting) => [...new Set([...(setting === "task" ? KINDS : []), ...rules.flatMap(({ scope }) => scope[SCOPES[setting]])])].sort();
}
