import { Button, Collapse, Group, Select, SimpleGrid, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ITEM_SORTS, ITEM_STAGES, ITEM_STATES, type ItemSearch, type ItemSearchChange } from "./item-search";

interface Named {
  value: string;
  label: string;
}

interface ItemFiltersProps {
  search: ItemSearch;
  batches: Named[];
  members: { data: Named[]; onSearch: (typed: string) => void };
  rules: Named[];
  onChange: (part: ItemSearchChange) => void;
  onClear: () => void;
}

const TYPING_MS = 350;

export function ItemFilters({ search, batches, members, rules, onChange, onClear }: ItemFiltersProps) {
  const { t } = useTranslation();
  const rare = [search.batch, search.member, search.rule, search.from, search.until, search.finished, search.people];
  const [opened, { toggle }] = useDisclosure(rare.some((value) => value !== undefined));
  const isNarrowed = [search.text, search.id, search.state, ...rare].some((value) => value !== undefined);
  return (
    <search aria-label={t("items.filter.label")}>
      <Group align="flex-end" gap="sm">
        <TypedText
          label={t("items.filter.text")}
          value={search.text}
          onType={(text) => onChange({ text })}
          hint={t("items.filter.textHint")}
        />
        <TypedText label={t("items.filter.id")} value={search.id} onType={(id) => onChange({ id })} />
        <Select
          label={t("items.filter.state")}
          placeholder={t("items.filter.any")}
          data={ITEM_STATES.map((value) => ({ value, label: t(`items.states.${value}`) }))}
          value={search.state ?? null}
          onChange={(value) => onChange({ state: ITEM_STATES.find((state) => state === value) })}
          clearable
          clearButtonProps={{ "aria-label": t("items.filter.clear") }}
          w="10rem"
        />
        <Select
          label={t("items.sort")}
          data={ITEM_SORTS.map((value) => ({ value, label: t(`items.sorts.${value}`) }))}
          value={search.sort ?? "newest"}
          allowDeselect={false}
          onChange={(value) => onChange({ sort: ITEM_SORTS.find((sort) => sort === value) })}
          w="12rem"
        />
        <Button variant="default" onClick={toggle} aria-expanded={opened}>
          {opened ? t("items.filter.less") : t("items.filter.more")}
        </Button>
        {isNarrowed && (
          <Button variant="subtle" onClick={onClear}>
            {t("items.filter.clear")}
          </Button>
        )}
      </Group>
      <Collapse expanded={opened}>
        <SimpleGrid cols={{ base: 2, md: 4 }} mt="sm">
          <Choice label={t("items.filter.batch")} data={batches} value={search.batch} onChoose={(batch) => onChange({ batch })} />
          <Choice label={t("items.filter.member")} data={members.data} onSearch={members.onSearch} value={search.member} onChoose={(member) => onChange({ member })} />
          <Choice label={t("items.filter.rule")} data={rules} value={search.rule} onChoose={(rule) => onChange({ rule })} />
          <Day label={t("items.filter.from")} value={search.from} onChoose={(from) => onChange({ from })} />
          <Day label={t("items.filter.until")} value={search.until} onChoose={(until) => onChange({ until })} />
          <Day label={t("items.filter.finished")} value={search.finished} onChoose={(finished) => onChange({ finished, stage: undefined })} />
          <Select
            label={t("items.filter.stage")}
            placeholder={t("items.filter.any")}
            data={ITEM_STAGES.map((value) => ({ value, label: t(`stage.${value}`) }))}
            value={search.stage ?? null}
            onChange={(value) => onChange({ stage: ITEM_STAGES.find((stage) => stage === value) })}
            disabled={search.finished === undefined}
            clearable
            clearButtonProps={{ "aria-label": t("items.filter.clear") }}
          />
          <TypedText label={t("items.filter.people")} value={search.people} onType={(people) => onChange({ people })} />
        </SimpleGrid>
      </Collapse>
    </search>
  );
}

interface TypedTextProps {
  label: string;
  value: string | undefined;
  hint?: string;
  onType: (value: string | undefined) => void;
}

/** Asks the server when the typing pauses. */
function TypedText({ label, value, hint, onType }: TypedTextProps) {
  const [typed, setTyped] = useState(value ?? "");
  const [told, setTold] = useState(value);
  // A link or a saved view has changed the filter; what is being typed stays.
  if (value !== told) {
    setTold(value);
    setTyped(value ?? "");
  }
  const tell = useDebouncedCallback((text: string) => {
    const wanted = text.trim() === "" ? undefined : text.trim();
    setTold(wanted);
    onType(wanted);
  }, TYPING_MS);
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={hint}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}

interface ChoiceProps {
  label: string;
  data: Named[];
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
  /** Given where the server searches; else the list is narrowed here. */
  onSearch?: (typed: string) => void;
}

function Choice({ label, data, value, onChoose, onSearch }: ChoiceProps) {
  const { t } = useTranslation();
  const known = value === undefined || data.some((one) => one.value === value) ? data : [...data, { value, label: value }];
  return (
    <Select
      label={label}
      placeholder={t("items.filter.any")}
      data={known}
      value={value ?? null}
      onChange={(chosen) => onChoose(chosen ?? undefined)}
      clearable
      clearButtonProps={{ "aria-label": t("items.filter.clear") }}
      searchable
      {...(onSearch !== undefined && { onSearchChange: onSearch, filter: ({ options }) => options })}
      limit={100}
    />
  );
}

function Day({ label, value, onChoose }: Omit<ChoiceProps, "data">) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ""}
      onChange={(event) => onChoose(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}
