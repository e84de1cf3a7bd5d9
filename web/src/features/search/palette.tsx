import { Group, Loader, Modal, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { searchQuery } from "@/api/home";
import { Icon } from "@/shared/ui/icon";
import { KeyHint } from "@/shared/ui/key-hint";
import { grouped, matching, type Entry } from "./entries";
import { hitHref } from "./hit-entry";
import classes from "./palette.module.css";

interface PaletteProps {
  opened: boolean;
  /** What can be reached without asking the server: pages and projects. */
  entries: Entry[];
  onChoose: (entry: Entry) => void;
  onClose: () => void;
}

/** Finds anything by its name, without the mouse. */
export function Palette({ opened, onClose, ...rest }: PaletteProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} withCloseButton={false} padding={0} size="lg" yOffset="12vh" attributes={{ content: { "aria-label": t("palette.title") } }}>
      <PaletteBody {...rest} />
    </Modal>
  );
}

const LEAST_CHARACTERS = 2;
const listId = "palette-list";
const optionId = (entry: Entry) => `palette-${entry.id}`;

function PaletteBody({ entries, onChoose }: Pick<PaletteProps, "entries" | "onChoose">) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const { hits, isSearching } = useHits(query);
  const groups = grouped([...matching(entries, query), ...hits]);
  const shown = groups.flatMap((group) => group.entries);
  const present = shown[Math.min(active, shown.length - 1)];
  const move = (step: number) => setActive((Math.min(active, shown.length - 1) + step + shown.length) % Math.max(1, shown.length));
  const listen = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && present !== undefined) onChoose(present);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        aria-label={t("palette.title")}
        placeholder={t("palette.placeholder")}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={listen}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={present === undefined ? undefined : optionId(present)}
        autoComplete="off"
        variant="unstyled"
        size="md"
        px="md"
        leftSection={<Icon name="search" />}
        rightSection={isSearching ? <Loader size="xs" /> : null}
        data-autofocus
      />
      <div className={classes.list} role="listbox" id={listId} aria-label={t("palette.results")}>
        {groups.map((group) => (
          <div key={group.group} role="group" aria-label={group.group}>
            <div className={classes.group} aria-hidden="true">
              {group.group}
            </div>
            {group.entries.map((entry) => (
              <Option key={entry.id} entry={entry} isActive={entry === present} onChoose={onChoose} />
            ))}
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed" p="md" role="status">
          {isSearching ? t("palette.searching") : t("palette.none")}
        </Text>
      )}
      <Group className={classes.foot ?? ""} gap="lg">
        <Group gap={6}>
          <KeyHint keys={["ArrowUp", "ArrowDown"]} /> {t("palette.move")}
        </Group>
        <Group gap={6}>
          <KeyHint keys={["Enter"]} /> {t("palette.open")}
        </Group>
        <Group gap={6}>
          <KeyHint keys={["Escape"]} /> {t("close")}
        </Group>
      </Group>
    </>
  );
}

function Option({ entry, isActive, onChoose }: { entry: Entry; isActive: boolean; onChoose: (entry: Entry) => void }) {
  return (
    // The text box keeps the focus and has the keys; this is for the mouse.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <div
      id={optionId(entry)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={classes.option}
      onClick={() => onChoose(entry)}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: "nearest" });
      }}
    >
      <Text size="sm" truncate dir="auto">
        {entry.title}
      </Text>
      {entry.detail !== null && (
        <Text size="xs" c="dimmed" truncate dir="auto">
          {entry.detail}
        </Text>
      )}
    </div>
  );
}

function useHits(query: string): { hits: Entry[]; isSearching: boolean } {
  const { t } = useTranslation();
  const [wanted] = useDebouncedValue(query.trim(), 150);
  const search = useQuery({ ...searchQuery(wanted), enabled: wanted.length >= LEAST_CHARACTERS });
  const hits = (search.data?.hits ?? [])
    .filter((hit) => hit.kind !== "project")
    .map((hit) => ({
      id: `${hit.kind}-${hit.id}-${hit.key ?? ""}`,
      title: hit.title,
      detail: hit.kind === "rule" ? [hit.key, hit.detail].filter(Boolean).join(" · ") : hit.detail,
      group: t(`palette.kinds.${hit.kind}`),
      href: hitHref(hit),
    }));
  return { hits: query.trim().length >= LEAST_CHARACTERS ? hits : [], isSearching: search.isFetching || wanted !== query.trim() };
}
