import { Button, Group, Kbd, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { hasCode } from "@/api/problem";
import { useSkip, type Task } from "@/api/queue";
import { ErrorNotice } from "@/shared/ui/error-notice";
import classes from "./skip-dialog.module.css";

const USUAL = ["cannotJudge", "notMyField", "broken", "unclear", "distressing"] as const;

/** Gives a task to others: one key says why, or some words do. */
export function SkipDialog({ task, onClose, onSkipped }: { task: Task; onClose: () => void; onSkipped: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const send = useRef<HTMLButtonElement>(null);
  const skip = useSkip(task);
  const choose = (usual: (typeof USUAL)[number]) => {
    setReason(t(`skip.usual.${usual}`));
    send.current?.focus();
  };
  const listen = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const usual = reason === "" ? USUAL[Number(event.key) - 1] : undefined;
    if (usual !== undefined) {
      event.preventDefault();
      choose(usual);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={t("skip.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // A task that is not in hand any more is given up already.
          if (!skip.isPending) skip.mutate(reason, { onSuccess: onSkipped, onError: (error) => hasCode(error, "lease_lost") && onSkipped() });
        }}
      >
        <Stack>
          {skip.error !== null && <ErrorNotice error={skip.error} title={t("skip.failed")} />}
          <Text size="sm" c="dimmed">
            {t("skip.reasonMeaning")}
          </Text>
          <Stack gap={6} role="group" aria-label={t("skip.usualReasons")}>
            {USUAL.map((usual, index) => (
              <Button
                key={usual}
                variant="default"
                justify="flex-start"
                leftSection={<Kbd size="xs">{index + 1}</Kbd>}
                className={classes.usual ?? ""}
                aria-pressed={reason === t(`skip.usual.${usual}`)}
                onClick={() => choose(usual)}
              >
                {t(`skip.usual.${usual}`)}
              </Button>
            ))}
          </Stack>
          <Textarea
            label={t("skip.reason")}
            placeholder={t("skip.reasonHint")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={listen}
            autosize
            minRows={2}
            data-autofocus
            required
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" ref={send} loading={skip.isPending}>
              {t("skip.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
