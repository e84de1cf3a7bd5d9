import { useTranslation } from "react-i18next";
import { TextLink } from "./link-button";

interface ItemsLinkProps {
  projectId: string;
  /** What the list of items is narrowed to. */
  search: Record<string, string>;
  n: number;
  /** What the number counts, for those who do not see its column. */
  of: string;
}

/** A number that opens the items behind it. */
export function ItemsLink({ projectId, search, n, of }: ItemsLinkProps) {
  const { i18n } = useTranslation();
  const text = new Intl.NumberFormat(i18n.language).format(n);
  return (
    <TextLink to="/projects/$projectId/items" params={{ projectId }} search={search} aria-label={`${of}: ${text}`} size="sm">
      {text}
    </TextLink>
  );
}
