import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSkip, type Task } from "@/api/queue";
import { ErrorNotice } from "@/shared/ui/error-notice";

export function SkipDialog({ task, onClose, onSkipped }: { task: Task; onClose: () => void; onSkipped: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const skip = useSkip(task);
  return (
    <Modal opened onClose={onClose} title={t("skip.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          skip.mutate(reason, { onSuccess: onSkipped });
        }}
      >
        <Stack>
          {skip.error !== null && <ErrorNotice error={skip.error} title={t("skip.failed")} />}
          <Textarea
            label={t("skip.reason")}
            description={t("skip.reasonMeaning")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
            required
          />
          <Group justify="flex-end">
            <Button type="submit" loading={skip.isPending}>
              {t("skip.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
