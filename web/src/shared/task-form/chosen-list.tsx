import { useTranslation } from "react-i18next";
import classes from "./question.module.css";

/** What was chosen, to be read; what was not is left away. */
export function ChosenList({ labels }: { labels: string[] }) {
  const { t } = useTranslation();
  if (labels.length === 0) return <p className={classes.help}>{t("task.noAnswer")}</p>;
  return (
    <ul className={classes.chosen}>
      {labels.map((label) => (
        <li key={label}>{label}</li>
      ))}
    </ul>
  );
}
