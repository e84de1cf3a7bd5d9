import { Text } from "@mantine/core";
import { useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Cards } from "@/shared/rich-text/card-views";
import { createTextEditor, type TextEditor } from "@/shared/rich-text/editor";
import { SlashMenu } from "@/shared/rich-text/slash";
import { blockText } from "./block-text";
import type { BodyProps } from "./body-view";
import { describeBlock } from "./describe-block";
import classes from "./rich-body.module.css";
import { RichToolbar } from "./rich-toolbar";
import { SlashList, useSlash } from "./slash-list";

/** The text of a rule as it reads, to be written in place. What is written is always its Markdown. */
export function RichBody({ body, read, onChange, view, start }: BodyProps) {
  const { t } = useTranslation();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<TextEditor | null>(null);
  const slash = useSlash(made, id);
  const begin = useRef(start);
  const latest = useRef({ onChange, slash, t });
  useEffect(() => {
    latest.current = { onChange, slash, t };
  });
  useEffect(() => {
    if (place.current === null) return undefined;
    const text = createTextEditor({
      element: place.current,
      text: read(),
      attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": `${id}-label`, "aria-describedby": `${id}-hint`, "aria-haspopup": "listbox", class: classes.text ?? "" },
      extensions: [
        Cards.configure({ describe: (node) => describeBlock(node, latest.current.t), classes: { code: classes.code ?? "", head: classes.head ?? "", label: classes.label ?? "", note: classes.note ?? "" } }),
        SlashMenu.configure({ onChange: (found, { dom }) => latest.current.slash.open(found, dom), onKey: (event) => latest.current.slash.press(event) }),
      ],
      onText: (now) => latest.current.onChange(now),
    });
    setMade(text);
    if (begin.current !== null) text.goToLines(...begin.current);
    return () => {
      setMade(null);
      text.editor.destroy();
    };
  }, [id, read]);
  // What somebody else wrote, or what came back from a conflict; our own words are here already.
  useEffect(() => {
    made?.show(read());
  }, [made, body, read]);
  useImperativeHandle(
    view,
    () => ({
      goToLines: (first, behind) => made?.goToLines(first, behind),
      lines: () => made?.lines() ?? [0, 0],
      insert: (block) => {
        const { text, words } = blockText(block);
        requestAnimationFrame(() => made?.insert(text, words));
      },
    }),
    [made],
  );
  return (
    <div>
      <Text id={`${id}-label`} size="sm" fw={600} mb={4}>
        {t("guideEdit.rich.label")}
      </Text>
      <div className={classes.frame} style={{ ["--hint" as string]: JSON.stringify(t("guideEdit.rich.empty")) }}>
        <RichToolbar made={made} />
        <div ref={place} className={classes.place} />
        <SlashList slash={slash} id={id} />
      </div>
      <Text id={`${id}-hint`} size="xs" c="dimmed" mt={4}>
        {t("guideEdit.rich.hint")}
      </Text>
    </div>
  );
}
