import { Code, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useDeferredValue, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/api/guide-draft";
import type { Editor } from "@/api/guide-tools";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Markdown } from "@/shared/ui/markdown";
import { AddBlock } from "./add-block";
import { withBlock, type Block } from "./block-text";
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
  const { text, change, conflict } = editing;
  const box = useRef<HTMLTextAreaElement>(null);
  const shown = useDeferredValue(text.body);
  const here = editors.filter((editor) => editor.rule_key === rule.key).map((editor) => editor.name ?? editor.pseudonym);
  const select = (from: number, to: number) => {
    box.current?.focus();
    box.current?.setSelectionRange(from, to);
  };
  const insert = (block: Block) => {
    const { body, from, to } = withBlock(text.body, block);
    change(withBody(text, body));
    requestAnimationFrame(() => select(from, to));
  };
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
        <RuleFaults rule={rule} text={text} onGo={select} />
        <TextInput label={t("guideEdit.title")} value={text.title} onChange={(event) => change(withHeading(text, { title: event.currentTarget.value }))} dir="auto" />
        <div className={classes.texts}>
          <Textarea
            ref={box}
            label={t("guideEdit.body")}
            value={text.body}
            onChange={(event) => change(withBody(text, event.currentTarget.value))}
            autosize
            minRows={12}
            maxRows={26}
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
        <RuleBlocks rule={rule} text={text} onGo={select} />
        <TryPane projectId={projectId} source={editing.source} examples={rule.examples} />
      </Stack>
      <Stack gap="md">
        <RuleAttributes text={text} rules={rules} onChange={change} />
        <RuleActions rule={rule} rules={rules} onMove={onMove} onRemove={() => onRemove(rule.base)} />
      </Stack>
    </section>
  );
}
