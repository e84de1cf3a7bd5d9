import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./desk-layout.module.css";

interface DeskLayoutProps {
  /** Names the task, so that a measurement can tell one from the next. */
  task: string;
  /** The heading of the screen, for those who do not see it. */
  title: string;
  /** One line above everything: where the work stands. */
  bar: ReactNode;
  /** The guide, when it is open. */
  guide: ReactNode;
  guideLabel: string;
  item: ReactNode;
  itemLabel: string;
  form: ReactNode;
  formLabel: string;
}

/** Guide, item and form beside each other; each scrolls by itself, so nothing jumps. */
export function DeskLayout({ task, title, bar, guide, guideLabel, item, itemLabel, form, formLabel }: DeskLayoutProps) {
  return (
    <div className={classes.desk} data-task={task}>
      <VisuallyHidden component="h1">{title}</VisuallyHidden>
      <div className={classes.bar}>{bar}</div>
      <div className={classes.columns} data-with-guide={guide !== null || undefined}>
        {guide !== null && (
          <aside className={classes.column} aria-label={guideLabel}>
            {guide}
          </aside>
        )}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll it */}
        <section className={classes.column} aria-label={itemLabel} tabIndex={0} data-column="item">
          {item}
        </section>
        <section className={classes.column} aria-label={formLabel} data-column="form">
          {form}
        </section>
      </div>
    </div>
  );
}
