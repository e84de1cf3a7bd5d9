import { Center } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/shared/ui/empty-state";
import { LinkButton } from "@/shared/ui/link-button";

export function MissingPage() {
  const { t } = useTranslation();
  return (
    <EmptyState title={t("missing.title")} action={<LinkButton to="/">{t("missing.home")}</LinkButton>}>
      {t("missing.text")}
    </EmptyState>
  );
}

/** An address that none of the pages has; nothing of the app stands around it. */
export function LostPage() {
  return (
    <Center component="main" mih="100vh" p="md">
      <MissingPage />
    </Center>
  );
}
