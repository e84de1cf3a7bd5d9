import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWordEdits, wordsQuery } from "@/api/words";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { ListTable } from "@/shared/ui/list-table";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";
import { Section } from "@/shared/ui/section";

const PAUSE_MS = 250;

/** The dictionary of the project: seen and searched by all, written by leads. */
export function WordList({ projectId, mayEdit }: { projectId: string; mayEdit: boolean }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [settled] = useDebouncedValue(query.trim(), PAUSE_MS);
  const words = useInfiniteQuery({ ...wordsQuery(projectId, settled), placeholderData: keepPreviousData });
  const { add, remove } = useWordEdits(projectId);
  const error = add.error ?? remove.error;
  return (
    <Section title={t("words.dictionary")} intro={t("words.dictionaryIntro")}>
      <Group align="flex-end" gap="md">
        <TextInput type="search" label={t("words.search")} value={query} onChange={(event) => setQuery(event.currentTarget.value)} w="min(18rem, 100%)" />
        {mayEdit && <NewWord isPending={add.isPending} onAdd={(word, onAdded) => add.mutate(word, { onSuccess: onAdded })} />}
      </Group>
      {error !== null && <ErrorNotice error={error} title={t("words.notSaved")} />}
      <Loaded query={words}>
        {({ pages }) => (
          <Stack gap="md">
            <ListTable
              label={t("words.dictionary")}
              rows={pages.flatMap(({ items }) => items)}
              rowKey={({ word }) => word}
              empty={t(settled === "" ? "words.empty" : "words.noneFound")}
              columns={[
                { key: "word", title: t("words.word"), cell: ({ word }) => <bdi>{word}</bdi> },
                { key: "by", title: t("words.addedBy"), cell: ({ added_by_name }) => added_by_name ?? "–" },
                { key: "at", title: t("words.addedAt"), cell: ({ added_at }) => <DateTime iso={added_at} /> },
                ...(mayEdit
                  ? [
                      {
                        key: "remove",
                        title: t("words.actions"),
                        cell: ({ word }: { word: string }) => (
                          <Button size="compact-sm" variant="default" aria-label={t("words.removeOf", { word })} disabled={remove.isPending} onClick={() => remove.mutate(word)}>
                            {t("words.remove")}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            <MoreButton query={words} />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

/** The box stays in the focus, for the next word. */
function NewWord({ isPending, onAdd }: { isPending: boolean; onAdd: (word: string, onAdded: () => void) => void }) {
  const { t } = useTranslation();
  const [word, setWord] = useState("");
  const box = useRef<HTMLInputElement>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (word.trim() === "" || isPending) return;
        onAdd(word, () => setWord((now) => (now === word ? "" : now)));
        box.current?.focus();
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput ref={box} label={t("words.new")} value={word} onChange={(event) => setWord(event.currentTarget.value)} maxLength={100} autoComplete="off" />
        <Button type="submit" variant="default" disabled={word.trim() === ""}>
          {t("words.add")}
        </Button>
      </Group>
    </form>
  );
}
