import { useTranslation } from "react-i18next";

export function DateTime({ iso }: { iso: string }) {
  const { i18n } = useTranslation();
  const text = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
  return <time dateTime={iso}>{text}</time>;
}
