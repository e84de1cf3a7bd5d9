import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { guideDraftQuery, useDraftEdits, type GuideDraft } from "@/api/guide-draft";
import { editorsQuery, leaveEditor } from "@/api/guide-tools";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorNotice } from "@/shared/ui/error-notice";
import classes from "./guide-edit.module.css";
import { MovedNotice } from "./moved-notice";
import { NewRule } from "./new-rule";
import { RuleConflictNotice } from "./rule-conflict";
import { RuleEditor } from "./rule-editor";
import type { RuleKeeper } from "./rule-keeper";
import { RuleTree } from "./rule-tree";
import { useMoves } from "./use-moves";
import { useUnsaved } from "./use-rule-editing";

interface GuideDeskProps {
  projectId: string;
  draft: GuideDraft;
  /** The key of the rule that is open. */
  chosen: string | null;
  onChoose: (key: string | null) => void;
  /** The open rule has another key. */
  onRenamed: (key: string) => void;
}

/** The draft of the guide: its rules on the left, the chosen one beside them. */
export function GuideDesk({ projectId, draft, chosen: wanted, onChoose, onRenamed }: GuideDeskProps) {
  const { t } = useTranslation();
  const { rules } = draft;
  const { move, add, remove } = useDraftEdits(projectId);
  const [sought, setSought] = useState("");
  const [isAdding, setAdding] = useState(false);
  // A renamed rule is still the one that somebody types into.
  const [names, setNames] = useState<Record<string, string>>({});
  const query = useDeferredValue(sought.trim().toLowerCase());
  const found = useMemo(
    () => (query === "" ? rules : rules.filter(({ key, title, body }) => [key, title, body].some((text) => text.toLowerCase().includes(query)))),
    [rules, query],
  );
  const rule = rules.find(({ key }) => key === wanted) ?? rules.find(({ aliases }) => wanted !== null && aliases.includes(wanted)) ?? null;
  const chosen = rule?.key ?? null;
  const editors = useEditors(projectId, chosen, draft.revision);
  const { place, step, undo, moved } = useMoves(rules, move);
  const unsaved = useUnsaved(projectId);
  const removed = rule === null ? unsaved.find(({ key }) => key === wanted) : undefined;
  const resetAdd = add.reset;
  const openNew = useCallback(() => {
    resetAdd();
    setAdding(true);
  }, [resetAdd]);
  const restore = (keeper: RuleKeeper) => add.mutate({ source: keeper.state().source, place: null }, { onSuccess: () => keeper.discard() });
  const renamed = useCallback(
    (from: string, to: string) => {
      setNames((before) => ({ ...before, [to]: before[from] ?? from }));
      onRenamed(to);
    },
    [onRenamed],
  );
  return (
    <div className={classes.desk}>
      <div className={classes.side}>
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput type="search" flex={1} label={t("guideEdit.search")} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />
          <Button variant="default" onClick={openNew}>
            {t("guideEdit.newRule")}
          </Button>
        </Group>
        <RuleTree
          rules={found}
          chosen={chosen}
          editors={editors}
          unsaved={unsaved.map(({ key }) => key).join(" ")}
          isFiltered={query !== ""}
          onOpen={onChoose}
          onMove={step}
          onPlace={place}
          onUndo={undo}
          onNew={openNew}
        />
        {found.length === 0 && <Text c="dimmed">{t("guideEdit.noneFound")}</Text>}
        <MovedNotice moved={moved} rules={rules} onUndo={undo} />
        <Text size="xs" c="dimmed" mt="xs">
          {query === "" ? t("guideEdit.treeKeys") : t("guideEdit.treeKeysFound")}
        </Text>
      </div>
      <Stack gap="md">
        {editors.length > 0 && (
          <Text size="sm" c="dimmed" role="status">
            {t("guideEdit.others", { count: editors.length, names: editors.map((editor) => editor.name ?? editor.pseudonym).join(", ") })}
          </Text>
        )}
        {move.error !== null && <ErrorNotice error={move.error} title={t("guideEdit.moveFailed")} />}
        {remove.error !== null && <ErrorNotice error={remove.error} title={t("guideEdit.removeFailed")} />}
        {add.error !== null && !isAdding && <ErrorNotice error={add.error} title={t("guideEdit.addFailed")} />}
        {removed !== undefined && <RuleConflictNotice keeper={removed} mine={removed.state().source} conflict={{ theirs: null, base: null }} onRestore={restore} />}
        {rule === null ? (
          <EmptyState title={t("guideEdit.noneChosen")}>{t("guideEdit.noneChosenText")}</EmptyState>
        ) : (
          <RuleEditor
            key={names[rule.key] ?? rule.key}
            projectId={projectId}
            rule={rule}
            rules={rules}
            editors={editors}
            onMove={step}
            onRemove={(base) => remove.mutate({ key: rule.key, base }, { onSuccess: () => onChoose(rule.parent_key) })}
            onRenamed={renamed}
            onRestore={restore}
          />
        )}
      </Stack>
      {isAdding && <NewRule rules={rules} chosen={chosen} add={add} onClose={() => setAdding(false)} onAdded={onChoose} />}
    </div>
  );
}

/** Who else is here. When the draft is newer than ours, it is read again. */
function useEditors(projectId: string, chosen: string | null, revision: number) {
  const client = useQueryClient();
  const { data } = useQuery(editorsQuery(projectId, chosen));
  const isOld = data !== undefined && data.revision > revision;
  useEffect(() => {
    if (isOld) void client.invalidateQueries(guideDraftQuery(projectId));
  }, [isOld, client, projectId]);
  useEffect(() => () => void leaveEditor(projectId).catch(() => undefined), [projectId]);
  return useMemo(() => data?.editors ?? [], [data]);
}
