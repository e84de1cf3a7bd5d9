import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Sent } from "./sent";

/** Tells what became of a late submission; an ordinary one needs no words. */
export function SentNotice({ sent, onClose }: { sent: Sent; onClose: () => void }) {
  const { t } = useTranslation();
  if (sent.outcome === "taken") return null;
  return (
    <Alert color="yellow" m="sm" title={t("sent.late")} withCloseButton onClose={onClose} closeButtonLabel={t("close")} role="status">
      {t(sent.outcome === "extra" ? "sent.extra" : "sent.waiting")}
    </Alert>
  );
}
