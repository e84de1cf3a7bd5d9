import { FileInput, Paper, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** A file by its dialog, or dropped here. */
export function FileDrop({ file, onFile }: { file: File | null; onFile: (file: File | null) => void }) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  return (
    <Paper
      withBorder
      p="md"
      bg={isOver ? "var(--mantine-primary-color-light)" : ""}
      style={{ borderStyle: "dashed" }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFile(event.dataTransfer.files[0] ?? null);
      }}
    >
      <FileInput label={t("import.file")} placeholder={t("import.choose")} value={file} onChange={onFile} required clearable={false} />
      <Text size="sm" c="dimmed" mt={4}>
        {t("importPreview.drop")}
      </Text>
    </Paper>
  );
}
