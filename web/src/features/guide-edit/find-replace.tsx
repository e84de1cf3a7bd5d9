import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textFoundQuery, useReplaceText, type FoundInRule, type TextQuery } from "@/api/guide-tools";
import { DialogFoot } from "@/shared/ui/dialog-foot";
import { ErrorNotice } from "@/shared/ui/error-notice";
import classes from "./guide-edit.module.css";
import { useUnsaved } from "./use-rule-editing";

const PAUSE_MS = 300;

interface FindReplaceProps {
  projectId: string;
  revision: number;
  onOpen: (key: string) => void;
  onClose: () => void;
}

/** Finds a text in all rules, shows each place, and replaces it in those that are chosen. */
export function FindReplace({ projectId, revision, onOpen, onClose }: FindReplaceProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState<TextQuery>({ find: "", replace: "", match_case: false, whole_words: false });
  const [left, setLeft] = useState<string[]>([]);
  const [settled] = useDebouncedValue(query, PAUSE_MS);
  const found = useQuery(textFoundQuery(projectId, revision, { ...settled, replace: "" }));
  const replace = useReplaceText(projectId);
  const unsaved = useUnsaved(projectId);
  const rules = query.find === "" ? [] : (found.data?.rules ?? []);
  const chosen = rules.filter(({ key }) => !left.includes(key));
  const set = (part: Partial<TextQuery>) => setQuery({ ...query, ...part });
  const isCurrent = query.find === settled.find && query.match_case === settled.match_case && query.whole_words === settled.whole_words;
  const nPlaces = chosen.reduce((sum, { n_places }) => sum + n_places, 0);
  return (
    <Modal opened onClose={onClose} size="xl" title={t("guideEdit.find.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        <Group grow>
          <TextInput label={t("guideEdit.find.find")} value={query.find} onChange={(event) => set({ find: event.currentTarget.value })} data-autofocus />
          <TextInput label={t("guideEdit.find.replace")} value={query.replace} onChange={(event) => set({ replace: event.currentTarget.value })} />
        </Group>
        <Group>
          <Checkbox label={t("guideEdit.find.case")} checked={query.match_case} onChange={(event) => set({ match_case: event.currentTarget.checked })} />
          <Checkbox label={t("guideEdit.find.words")} checked={query.whole_words} onChange={(event) => set({ whole_words: event.currentTarget.checked })} />
        </Group>
        {found.error !== null && <ErrorNotice error={found.error} />}
        {replace.error !== null && <ErrorNotice error={replace.error} title={t("guideEdit.find.failed")} />}
        <Text size="sm" c="dimmed" role="status">
          {query.find === "" ? t("guideEdit.find.intro") : rules.length === 0 ? t("guideEdit.find.none") : t("guideEdit.find.places", { count: nPlaces, rules: t("guideEdit.find.rules", { count: chosen.length }) })}
        </Text>
        {rules.map((rule) => (
          <Found
            key={rule.key}
            rule={rule}
            replace={query.replace}
            isChosen={!left.includes(rule.key)}
            onChoose={(isChosen) => setLeft(isChosen ? left.filter((key) => key !== rule.key) : [...left, rule.key])}
            onOpen={() => {
              onClose();
              onOpen(rule.key);
            }}
          />
        ))}
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            {t("close")}
          </Button>
          <Button
            disabled={chosen.length === 0 || !isCurrent || found.isPlaceholderData || unsaved.length > 0}
            loading={replace.isPending}
            onClick={() => replace.mutate({ ...query, rules: chosen.map(({ key, base }) => ({ key, base })) })}
          >
            {t("guideEdit.find.replaceAll", { count: nPlaces })}
          </Button>
        </DialogFoot>
      </Stack>
    </Modal>
  );
}

interface FoundProps {
  rule: FoundInRule;
  replace: string;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  onOpen: () => void;
}

function Found({ rule, replace, isChosen, onChoose, onOpen }: FoundProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={rule.title} className={classes.result}>
      <Group justify="space-between">
        <Checkbox label={rule.title} checked={isChosen} onChange={(event) => onChoose(event.currentTarget.checked)} />
        <Button size="compact-xs" variant="subtle" onClick={onOpen}>
          {t("guideEdit.find.open")}
        </Button>
      </Group>
      {rule.places.map((place, index) => (
        <Text key={index} size="sm" dir="auto">
          {place.before}
          <del>{place.found}</del>
          {replace !== "" && <ins>{replace}</ins>}
          {place.after}
        </Text>
      ))}
      {rule.n_places > rule.places.length && (
        <Text size="sm" c="dimmed">
          {t("guideEdit.find.more", { count: rule.n_places - rule.places.length })}
        </Text>
      )}
    </section>
  );
}
