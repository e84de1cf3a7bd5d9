import { Text, Textarea } from "@mantine/core";
import { useCallback, useDeferredValue, useEffect, useImperativeHandle, useRef } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Markdown } from "@/shared/ui/markdown";
import { rangeOfLines, withBlock } from "./block-text";
import type { BodyProps } from "./body-view";
import classes from "./guide-edit.module.css";

/** The text of a rule as its source, and how it reads beside it. */
export function MarkdownBody({ body, read, onChange, view, start }: BodyProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLTextAreaElement>(null);
  const shown = useDeferredValue(body);
  const select = useCallback((from: number, to: number) => {
    box.current?.focus();
    box.current?.setSelectionRange(from, to);
  }, []);
  const goToLines = useCallback((first: number, behind: number) => select(...rangeOfLines(read(), first, behind)), [read, select]);
  const begin = useRef(start);
  useEffect(() => {
    if (begin.current !== null) goToLines(...begin.current);
  }, [goToLines]);
  useImperativeHandle(view, () => {
    return {
      goToLines,
      lines: () => {
        const line = read().slice(0, box.current?.selectionStart ?? 0).split("\n").length - 1;
        return [line, line + 1];
      },
      insert: (block) => {
        // Behind the menu, which gives the focus back to its button as it closes; then the next key goes where the block is filled in.
        requestAnimationFrame(() => {
          const { body: next, from, to } = withBlock(read(), block);
          flushSync(() => onChange(next));
          select(from, to);
        });
      },
    };
  }, [read, onChange, select, goToLines]);
  return (
    <div className={classes.texts}>
      <Textarea
        ref={box}
        label={t("guideEdit.body")}
        value={body}
        onChange={(event) => onChange(event.currentTarget.value)}
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
  );
}
