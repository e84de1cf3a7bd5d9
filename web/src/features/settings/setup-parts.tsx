import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/icon";
import classes from "./setup-parts.module.css";

interface SetupPartsProps {
  /** Each part with its newest published version; null when there is none. */
  parts: { id: string; title: string; published: number | null }[];
}

/** Which parts of the setup count already, and the way to each. */
export function SetupParts({ parts }: SetupPartsProps) {
  const { t } = useTranslation();
  return (
    <Group component="nav" gap="sm" aria-label={t("setup.parts")} className={classes.parts ?? ""}>
      {parts.map(({ id, title, published }) => (
        <a key={id} href={`#${id}`} className={classes.part}>
          <span className={classes.title}>{title}</span>
          <span className={classes.state} data-published={published !== null || undefined}>
            {published !== null && <Icon name="check" size={14} />}
            {published === null ? t("setup.notYet") : t("setup.version", { number: published })}
          </span>
        </a>
      ))}
    </Group>
  );
}
