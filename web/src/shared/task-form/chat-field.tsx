import { useTranslation } from "react-i18next";
import type { TextPlace } from "@/shared/text/anchor";
import { joinPointer } from "@/shared/text/pointer";
import { Markdown } from "@/shared/ui/markdown";
import { useSpeaker } from "@/shared/ui/use-speaker";
import type { ShownMessage } from "./document";
import classes from "./item-view.module.css";

interface ChatFieldProps {
  at: string;
  value: unknown;
  target: TextPlace["target"] | undefined;
}

export function ChatField({ at, value, target }: ChatFieldProps) {
  const { t } = useTranslation();
  const speaker = useSpeaker();
  if (!Array.isArray(value)) return <p className={classes.missing}>{t("task.notMessages", { at })}</p>;
  return (value as ShownMessage[]).map((message, index) => (
    <article key={message.id} className={classes.message} data-role={message.role}>
      <div className={classes.role}>{speaker(message.role)}</div>
      <Markdown
        source={message.content}
        place={target === undefined ? undefined : { target, pointer: joinPointer(at, index, "content") }}
      />
    </article>
  ));
}
