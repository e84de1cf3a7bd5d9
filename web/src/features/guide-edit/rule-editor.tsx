import { Code, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useCallback, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import type { Editor } from "@/api/guide-tools";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { AddBlock } from "./add-block";
import { linesAbove, type Block } from "./block-text";
import { BodyEditor } from "./body-editor";
import type { BodyView } from "./body-view";
import classes from "./guide-edit.module.css";
import { OutsideNotice } from "./outside-notice";
import { RuleActions } from "./rule-actions";
import { RuleAttributes } from "./rule-attributes";
import { RuleBlocks } from "./rule-blocks";
import { RuleConflictNotice } from "./rule-conflict";
import type { RuleKeeper } from "./rule-keeper";
import { RuleFaults } from "./rule-faults";
import { withBody, withHeading } from "./rule-text";
import { SaveState } from "./save-state";
import type { Direction } from "./tree-moves";
import { TryPane } from "./try-pane";
import { useRuleEditing } from "./use-rule-editing";

const PAUSE_MS = 400;

interface RuleEditorProps {
  projectId: string;
  rule: DraftRule;
  rules: DraftRule[];
  editors: Editor[];
  onMove: (key: string, direction: Direction) => void;
  onRemove: (base: string) => void;
  onRenamed: (from: string, to: string) => void;
  /** Writes a rule again that somebody else took away. */
  onRestore: (keeper: RuleKeeper) => void;
}

export function RuleEditor({ projectId, rule, rules, editors, onMove, onRemove, onRenamed, onRestore }: RuleEditorProps) {
  const { t } = useTranslation();
  const keeper = useRuleEditing(projectId, rule, onRenamed);
  const { change, read } = keeper;
  const { text, source, state, savedAt, conflict, error } = useSyncExternalStore(keeper.subscribe, keeper.state);
  const view = useRef<BodyView>(null);
  const [settled] = useDebouncedValue(source, PAUSE_MS);
  const here = editors.filter((editor) => editor.rule_key === rule.key).map((editor) => editor.name ?? editor.pseudonym);
  const readBody = useCallback(() => read().body, [read]);
  const changeBody = useCallback((body: string) => change((now) => withBody(now, body)), [change]);
  const insert = useCallback((block: Block) => view.current?.insert(block), []);
  const goToLines = useCallback(
    (first: number, behind: number) => {
      const above = linesAbove(read().lead);
      view.current?.goToLines(first - above, behind - above);
    },
    [read],
  );
  return (
    <section aria-label={rule.title} className={classes.rule}>
      <Stack gap="md">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2} size="h4">
              {t(rule.kind === "section" ? "guideEdit.section" : "guideEdit.rule")}
            </Title>
            <Code>{rule.key}</Code>
          </Group>
          <SaveState state={state} savedAt={savedAt} />
        </Group>
        {here.length > 0 && (
          <Text size="sm" c="var(--copydesk-warn)" role="status">
            {t("guideEdit.alsoHere", { count: here.length, names: here.join(", ") })}
          </Text>
        )}
        {conflict !== null && <RuleConflictNotice keeper={keeper} mine={source} conflict={conflict} onRestore={onRestore} />}
        {error !== null && <ErrorNotice error={error} title={t("guideEdit.saveRefused")} />}
        <RuleFaults rule={rule} lead={text.lead} onGo={goToLines} />
        <OutsideNotice projectId={projectId} sources={[text.body]} />
        <TextInput label={t("guideEdit.title")} value={text.title} onChange={({ currentTarget: { value } }) => change((now) => withHeading(now, { title: value }))} dir="auto" />
        <BodyEditor body={text.body} read={readBody} onChange={changeBody} view={view}>
          <RuleBlocks rule={rule} onGo={goToLines} />
        </BodyEditor>
        <AddBlock onAdd={insert} />
        <TryPane projectId={projectId} source={settled} examples={rule.examples} />
      </Stack>
      <Stack gap="md">
        <RuleAttributes ruleKey={text.key} attributes={text.attributes} rules={rules} onChange={change} />
        <RuleActions rule={rule} rules={rules} onMove={onMove} onRemove={onRemove} />
      </Stack>
    </section>
  );
}
