import { Code, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useCallback, useDeferredValue, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import type { Editor } from "@/api/guide-tools";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Markdown } from "@/shared/ui/markdown";
import { AddBlock } from "./add-block";
import { linesAbove, rangeOfLines, withBlock, type Block } from "./block-text";
import classes from "./guide-edit.module.css";
import { RuleActions } from "./rule-actions";
import { RuleAttributes } from "./rule-attributes";
import { RuleBlocks } from "./rule-blocks";
import { RuleConflictNotice } from "./rule-conflict";
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
  onRestore: (source: string) => void;
}

export function RuleEditor({ projectId, rule, rules, editors, onMove, onRemove, onRenamed, onRestore }: RuleEditorProps) {
  const { t } = useTranslation();
  const editing = useRuleEditing(projectId, rule, onRenamed);
  const { text, change, read, conflict } = editing;
  const box = useRef<HTMLTextAreaElement>(null);
  const shown = useDeferredValue(text.body);
  const [settled] = useDebouncedValue(editing.source, PAUSE_MS);
  const here = editors.filter((editor) => editor.rule_key === rule.key).map((editor) => editor.name ?? editor.pseudonym);
  const select = useCallback((from: number, to: number) => {
    box.current?.focus();
    box.current?.setSelectionRange(from, to);
  }, []);
  const goToLines = useCallback(
    (first: number, behind: number) => {
      const { lead, body } = read();
      select(...rangeOfLines(body, first - linesAbove(lead), behind - linesAbove(lead)));
    },
    [read, select],
  );
  const insert = useCallback(
    (block: Block) => {
      const { body, from, to } = withBlock(read().body, block);
      change((now) => withBody(now, body));
      requestAnimationFrame(() => select(from, to));
    },
    [read, change, select],
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
          <SaveState state={editing.state} savedAt={editing.savedAt} />
        </Group>
        {here.length > 0 && (
          <Text size="sm" c="var(--copydesk-warn)" role="status">
            {t("guideEdit.alsoHere", { count: here.length, names: here.join(", ") })}
          </Text>
        )}
        {conflict !== null && <RuleConflictNotice mine={editing.source} conflict={conflict} onTake={editing.takeTheirs} onKeep={editing.keepMine} onRestore={onRestore} />}
        {editing.error !== null && <ErrorNotice error={editing.error} title={t("guideEdit.saveRefused")} />}
        <RuleFaults rule={rule} lead={text.lead} onGo={goToLines} />
        <TextInput label={t("guideEdit.title")} value={text.title} onChange={({ currentTarget: { value } }) => change((now) => withHeading(now, { title: value }))} dir="auto" />
        <div className={classes.texts}>
          <Textarea
            ref={box}
            label={t("guideEdit.body")}
            value={text.body}
            onChange={({ currentTarget: { value } }) => change((now) => withBody(now, value))}
            rows={20}
            resize="vertical"
            dir="auto"
            classNames={{ input: classes.source ?? "" }}
          />
          <div>
            <Text size="sm" fw={600} aria-hidden>
              {t("guideEdit.preview")}
            </Text>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll it */}
            <div className={classes.preview} tabIndex={0} role="region" aria-label={t("guideEdit.preview")}>
              <Markdown source={shown} />
            </div>
          </div>
        </div>
        <AddBlock onAdd={insert} />
        <RuleBlocks rule={rule} onGo={goToLines} />
        <TryPane projectId={projectId} source={settled} examples={rule.examples} />
      </Stack>
      <Stack gap="md">
        <RuleAttributes ruleKey={text.key} attributes={text.attributes} rules={rules} onChange={change} />
        <RuleActions rule={rule} rules={rules} onMove={onMove} onRemove={onRemove} />
      </Stack>
    </section>
  );
}
