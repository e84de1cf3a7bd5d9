import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule, useDraftEdits } from "@/api/guide-draft";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { isKey, keyOf, newRule, takenKeys } from "./rule-text";
import { placeOfNew, prefixOf } from "./tree-moves";

interface NewRuleProps {
  rules: DraftRule[];
  chosen: string | null;
  add: ReturnType<typeof useDraftEdits>["add"];
  onClose: () => void;
  onAdded: (key: string) => void;
}

/** Asks for the title of a new rule, and proposes the key that reviewers cite it by. */
export function NewRule({ rules, chosen, add, onClose, onAdded }: NewRuleProps) {
  const { t } = useTranslation();
  const [title, setTitle] = useState("");
  const [written, setKey] = useState<string | null>(null);
  const place = placeOfNew(rules, chosen);
  const taken = takenKeys(rules);
  const key = written ?? (title.trim() === "" ? "" : keyOf(title, prefixOf(rules, place), taken));
  const near = rules.find((rule) => rule.key === place?.key);
  const isTaken = taken.includes(key);
  const onSubmit = () => {
    if (title.trim() === "" || !isKey(key) || isTaken) return;
    add.mutate(
      { source: newRule(title, key), place },
      {
        onSuccess: () => {
          onClose();
          onAdded(key);
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t("guideEdit.newRule")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Stack>
          <TextInput label={t("guideEdit.title")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} required data-autofocus />
          <TextInput
            label={t("guideEdit.key")}
            description={t("guideEdit.keyText")}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            error={isTaken ? t("guideEdit.keyTaken") : key === "" || isKey(key) ? undefined : t("guideEdit.keyWrong")}
          />
          {near !== undefined && (
            <Text size="sm" c="dimmed">
              {t(place?.where === "inside" ? "guideEdit.goesInto" : "guideEdit.goesBehind", { title: near.title })}
            </Text>
          )}
          {add.error !== null && <ErrorNotice error={add.error} title={t("guideEdit.addFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t("guideEdit.addRule")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
