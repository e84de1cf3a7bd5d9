import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { outsideQuery } from "@/api/guide-tools";

const ASKS_OUTSIDE = /^\s*kind:\s*["']?languagetool\b/m;

/** Says plainly that a check sends people's texts to another server, and to which; or that there is none. */
export function OutsideNotice({ projectId, sources }: { projectId: string; sources: string[] }) {
  const { t } = useTranslation();
  const isAsked = sources.some((source) => ASKS_OUTSIDE.test(source));
  const { data } = useQuery({ ...outsideQuery(projectId), enabled: isAsked });
  if (!isAsked || data === undefined) return null;
  const { languagetool } = data;
  return (
    <Alert color="yellow" title={t(languagetool === null ? "outside.noServer" : "outside.title")}>
      {languagetool === null ? t("outside.noServerText") : t("outside.text", { address: languagetool })}
    </Alert>
  );
}
