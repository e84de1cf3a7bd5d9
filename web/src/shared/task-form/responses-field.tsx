import { useTranslation } from "react-i18next";
import type { TextPlace } from "@/shared/text/anchor";
import { joinPointer } from "@/shared/text/pointer";
import { Markdown } from "@/shared/ui/markdown";
import type { ShownResponse } from "./document";
import classes from "./item-view.module.css";
import { responseLetter } from "./response-letter";

interface ResponsesFieldProps {
  at: string;
  value: unknown;
  displayed: string[];
  target: TextPlace["target"] | undefined;
}

/** The responses side by side, equally wide, each with its own scroll bar, in the order of `displayed`. */
export function ResponsesField({ at, value, displayed, target }: ResponsesFieldProps) {
  const { t } = useTranslation();
  if (!Array.isArray(value)) return <p className={classes.missing}>{t("task.notResponses", { at })}</p>;
  const responses = value as ShownResponse[];
  const order = displayed.length > 0 ? displayed : responses.map((response) => response.id);
  return (
    <div className={classes.responses}>
      {order.map((id, shownAt) => {
        const index = responses.findIndex((response) => response.id === id);
        const name = t("task.response", { letter: responseLetter(shownAt) });
        return (
          <article key={id} className={classes.response} aria-label={name}>
            <header>{name}</header>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll it */}
            <div className={classes.scroll} tabIndex={0} role="region" aria-label={name}>
              <Markdown
                source={responses[index]?.content ?? ""}
                place={target === undefined ? undefined : { target, pointer: joinPointer(at, index, "content") }}
              />
            </div>
          </article>
        );
      })}
    </div>
  );
}
