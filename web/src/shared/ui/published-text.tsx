import { useTranslation } from "react-i18next";

/** Says which version counts at present. */
export function PublishedText({ number }: { number: number | null }) {
  const { t } = useTranslation();
  return number === null ? t("document.neverPublished") : t("document.published", { number });
}
