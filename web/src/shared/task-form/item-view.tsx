import { Stack } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { TextPlace } from "@/shared/text/anchor";
import { atPointer } from "@/shared/text/pointer";
import { ChatField } from "./chat-field";
import type { Field } from "./document";
import classes from "./item-view.module.css";
import { localText } from "./local-text";
import { ResponsesField } from "./responses-field";
import { TextField } from "./text-field";

interface ItemViewProps {
  fields: Field[];
  content: unknown;
  /** Ids of the responses in the order in which they are shown. */
  displayed: string[];
  /** True where text may be selected to anchor a finding. */
  anchored?: boolean;
}

export const ItemView = memo(function ItemView({ fields, content, displayed, anchored = false }: ItemViewProps) {
  return (
    <Stack gap="md">
      {fields.map((field) => (
        <FieldView key={field.key} field={field} content={content} displayed={displayed} anchored={anchored} />
      ))}
    </Stack>
  );
});

function FieldView({ field, content, displayed, anchored }: Omit<ItemViewProps, "fields"> & { field: Field }) {
  const { t, i18n } = useTranslation();
  const label = localText(field.label, i18n.language);
  const value = atPointer(content, field.at);
  const target = anchored === true ? "item" : undefined;
  return (
    <section aria-label={label === "" ? field.key : label}>
      {label !== "" && <h2 className={classes.label}>{label}</h2>}
      {value === undefined || value === null ? (
        <p className={classes.missing}>{t("task.fieldMissing", { at: field.at })}</p>
      ) : (
        <FieldBody field={field} value={value} displayed={displayed} target={target} />
      )}
    </section>
  );
}

interface FieldBodyProps {
  field: Field;
  value: unknown;
  displayed: string[];
  target: TextPlace["target"] | undefined;
}

function FieldBody({ field, value, displayed, target }: FieldBodyProps) {
  switch (field.type) {
    case "chat":
      return <ChatField at={field.at} value={value} target={target} />;
    case "responses":
      return <ResponsesField at={field.at} value={value} displayed={displayed} target={target} />;
    case "text":
    case "markdown":
      return <TextField at={field.at} value={value} markdown={field.type === "markdown"} target={target} />;
  }
}
